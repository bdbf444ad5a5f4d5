import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Cleanup } from './warehouse.js';

export interface Posted {
  state: 'open' | 'over';
  kind: string;
  subject: string;
  title_fr: string;
  title_en: string;
  detail: string;
  opened_at: string;
  closed_at: string | null;
  runbook: string;
}

export interface WebhookSink {
  url: string;
  /** What was taken. */
  posted: Posted[];
  /** Requests so far, those refused included. */
  requests: number;
  /** Status of the answers; what is posted is taken at 200 alone. */
  status: number;
}

/** A receiver of webhooks, closed when the test is over. */
export async function webhookSink(cleanup: Cleanup): Promise<WebhookSink> {
  const sink: WebhookSink = { url: '', posted: [], requests: 0, status: 200 };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => (body += text));
    request.on('end', () => {
      sink.requests += 1;
      if (sink.status === 200) sink.posted.push(JSON.parse(body) as Posted);
      response.statusCode = sink.status;
      response.end('taken');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanup(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  sink.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return sink;
}

export interface Mail {
  to: string[];
  /** As it travelled: headers, an empty line, text. */
  raw: string;
}

/** An SMTP server that keeps what it is sent, closed when the test is over. */
export async function mailSink(cleanup: Cleanup): Promise<{ url: string; mails: Mail[] }> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => (raw += text));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanup(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, mails };
}
