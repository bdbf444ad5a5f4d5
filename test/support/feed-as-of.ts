import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A feed that stands at a day of one's choice, for whoever asks over HTTP. */
export interface FeedAsOf {
  readonly url: string;
  /** What the manifest states as the last complete day. */
  feedDay: string;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: [string, string][];
  body: Uint8Array;
}

interface Manifest {
  feed_day: string;
  streams: { watermark: { day: string; closed_month: string | null } }[];
}

/**
 * The core as it was on an earlier day. Its pages do not depend on the day, so only the manifest
 * has to be told anew; each answer is kept, since the core would generate it again for every load.
 */
export async function feedAsOf(coreUrl: string, feedDay: string): Promise<FeedAsOf> {
  const kept = new Map<string, Promise<Answer>>();
  const ask = (path: string): Promise<Answer> => {
    const answer = kept.get(path) ?? fetchAnswer(new URL(path, coreUrl));
    kept.set(path, answer);
    return answer;
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    ask(path).then(
      ({ status, headers, body }) => {
        response.statusCode = status;
        for (const [name, value] of headers) response.setHeader(name, value);
        response.end(path === '/feeds' ? restated(body, feed.feedDay) : body);
      },
      (error: unknown) => {
        kept.delete(path);
        response.statusCode = 502;
        response.end(String(error));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const feed = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    feedDay,
    close: () => closed(server),
  };
  return feed;
}

async function fetchAnswer(url: URL): Promise<Answer> {
  const response = await fetch(url);
  const headers = [...response.headers].filter(
    ([name]) => name.startsWith('vigie-') || name === 'content-type',
  );
  return { status: response.status, headers, body: new Uint8Array(await response.arrayBuffer()) };
}

function restated(body: Uint8Array, feedDay: string): string {
  const manifest = JSON.parse(Buffer.from(body).toString()) as Manifest;
  const closed = (month: string | null): boolean => month !== null && closing(month) <= feedDay;
  manifest.feed_day = feedDay;
  for (const { watermark } of manifest.streams) {
    watermark.day = feedDay;
    // Only whether a month is closed matters to a reader, and each is checked by itself.
    if (!closed(watermark.closed_month)) watermark.closed_month = null;
  }
  return JSON.stringify(manifest);
}

/** The 20th of the following month. */
const closing = (month: string): string => {
  const next = new Date(Date.parse(`${month}-28T00:00:00Z`) + 4 * 86_400_000);
  return `${next.toISOString().slice(0, 7)}-20`;
};

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
