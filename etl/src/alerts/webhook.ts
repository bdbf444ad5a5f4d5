import { setTimeout as delay } from 'node:timers/promises';
import type { Notice } from './alert.js';
import type { Receiver } from './receiver.js';

const deadlineMilliseconds = 10_000;
const pauses = [500, 2_000];

/** Posts notices as JSON; asked again twice when the receiver does not take it. */
export function webhook(url: string): Receiver {
  const closing = new AbortController();
  const { signal } = closing;
  const post = async (body: string): Promise<void> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMilliseconds)]),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the webhook answers ${response.status}`);
  };
  return {
    name: 'webhook',
    async send(notice) {
      const body = JSON.stringify(payloadOf(notice));
      for (const pause of pauses) {
        try {
          await post(body);
          return;
        } catch {
          signal.throwIfAborted();
          await delay(pause, undefined, { signal });
        }
      }
      await post(body);
    },
    close: () => {
      closing.abort(new Error('the etl is stopping'));
    },
  };
}

const payloadOf = ({ state, alert, title, runbook }: Notice) => ({
  state,
  kind: alert.kind,
  subject: alert.subject,
  title_fr: title.fr,
  title_en: title.en,
  detail: alert.detail,
  opened_at: alert.openedAt,
  closed_at: alert.closedAt,
  runbook,
});
