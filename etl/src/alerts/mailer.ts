import { createTransport } from 'nodemailer';
import type { Notice } from './alert.js';
import type { Receiver } from './receiver.js';

const deadlineMilliseconds = 10_000;

/** Sends notices by e-mail through an SMTP server, `smtp://user:password@host:port`. */
export function mailer(smtpUrl: string, address: { from: string; to: string }): Receiver {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: deadlineMilliseconds,
    greetingTimeout: deadlineMilliseconds,
    socketTimeout: deadlineMilliseconds,
  });
  return {
    name: 'e-mail',
    async send(notice) {
      await transport.sendMail({ ...address, ...mailOf(notice) });
    },
    close: () => {
      transport.close();
    },
  };
}

function mailOf({ state, alert, title, runbook }: Notice): { subject: string; text: string } {
  const over = state === 'over';
  return {
    subject: `[Vigie] ${over ? 'Terminé / over: ' : ''}${title.fr} / ${title.en}: ${alert.subject}`,
    text: [
      title.fr,
      title.en,
      '',
      `${alert.subject}: ${alert.detail}`,
      `Depuis / since: ${alert.openedAt}`,
      ...(over ? [`Terminé / over: ${alert.closedAt ?? ''}`] : []),
      '',
      `Que faire / what to do: ${runbook}`,
      '',
    ].join('\n'),
  };
}
