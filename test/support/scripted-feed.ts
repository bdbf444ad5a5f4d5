import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { seal, type ScriptedColumn, type ScriptedRow } from './scripted-feed.arrow.js';
import { ScriptedBook, type PartialRow, type ScriptedBookOptions } from './scripted-feed.book.js';
import { cutArchive, cutJournal, type Emission } from './scripted-feed.parts.js';
import type { ScriptedRegisters } from './scripted-feed.registers.js';
import type { Cleanup } from './warehouse.js';

export { seal, type ScriptedColumn, type ScriptedRow } from './scripted-feed.arrow.js';
export { idOf, type PartialRow } from './scripted-feed.book.js';

/** What was asked, and what the page holds: for a hook that changes the answer. */
export interface AskedPage {
  readonly stream: string;
  readonly grain: 'day' | 'month';
  readonly month: string;
  readonly after: string;
  /** Place of this page among those with rows of its stream, in the order first asked, from 1. */
  readonly nth: number;
  /** How often this very page was asked, this time counted. */
  readonly attempt: number;
  readonly columns: readonly ScriptedColumn[];
  readonly rows: readonly ScriptedRow[];
}

/** An answer as it goes out; a header that is undefined is left out. */
export interface ScriptedAnswer {
  status: number;
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array;
}

/** An answer with another header, or without it. */
export const withHeader = (
  answer: ScriptedAnswer,
  name: string,
  value?: string,
): ScriptedAnswer => ({ ...answer, headers: { ...answer.headers, [name]: value } });

/** `hang`: no answer at all; `reset`: the connection breaks; `cut`: it breaks within the body. */
export type Breakage = 'hang' | 'reset' | 'cut';

/** Changes the answer to a page; undefined leaves it as it is. */
export type Tampering = (
  asked: AskedPage,
  answer: ScriptedAnswer,
) => ScriptedAnswer | Breakage | undefined | Promise<ScriptedAnswer | Breakage | undefined>;

export interface ScriptedFeed {
  readonly url: string;
  readonly world: string;
  readonly feedDay: string;
  /** What `GET /registers/…` answers; change it in place. */
  readonly registers: ScriptedRegisters;
  /** Changes the answer of `GET /feeds` before it goes out. */
  restate: (manifest: Record<string, unknown>) => Record<string, unknown>;
  /** Changes pages before they go out. */
  tamper: Tampering | undefined;
  /** Pages asked so far. */
  readonly asked: readonly AskedPage[];
  /**
   * Emits rows on a day. What a row leaves out is filled in: ids follow from a label (`row_id: 'a'`,
   * `actor: 'b'`), numbers are 0, texts a value that their register allows, the period is the day (of
   * a monthly stream, the month before). Rows belong to the month of their period, unless `month`
   * says otherwise.
   */
  emit(stream: string, day: string, rows: readonly PartialRow[], month?: string): void;
  /** Says on a day what stands of a stream's period now, one record for each submitter. */
  submit(stream: string, period: string, day: string): void;
  /** What was emitted for a month so far. */
  emissions(stream: string, month: string): readonly Emission[];
  /** Replaces what the archive of a month holds, else what stands, added up over its days. */
  archive(stream: string, month: string, rows: readonly ScriptedRow[]): void;
  /** Changes the columns of a stream's pages: added, removed, reordered, of another type. */
  reshape(
    stream: string,
    change: (columns: readonly ScriptedColumn[]) => readonly ScriptedColumn[],
  ): void;
  /** Moves the watermark on. */
  advanceTo(day: string): void;
}

export interface ScriptedFeedOptions extends ScriptedBookOptions {
  cleanup?: Cleanup;
}

/**
 * A feed that speaks the core's protocol over rows that a test writes down, so that a case takes a
 * fraction of a second. It holds them in memory, answers the same page to the same question, and
 * knows nothing of how they are loaded. Unlike the core it may emit after a month has closed.
 */
export async function scriptedFeed(options: ScriptedFeedOptions = {}): Promise<ScriptedFeed> {
  const feed = new Feed(options);
  const server = createServer((request, response) => {
    feed.answer(new URL(request.url ?? '/', 'http://feed'), response).catch((error: unknown) => {
      // A mistake of the test must not pass for a fault of the feed.
      response.statusCode = 500;
      response.end(String((error as Error).stack));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  (options.cleanup ?? onTestFinished)(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  feed.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return feed;
}

class Feed extends ScriptedBook implements ScriptedFeed {
  url = '';
  tamper: Tampering | undefined = undefined;
  readonly asked: AskedPage[] = [];
  restate = (manifest: Record<string, unknown>): Record<string, unknown> => manifest;

  async answer(url: URL, response: ServerResponse): Promise<void> {
    const [, kind = '', name = ''] = url.pathname.split('/');
    if (kind === 'feeds' && name !== '') return this.page(name, url.searchParams, response);
    const rows = (this.registers as unknown as Readonly<Record<string, object>>)[name] ?? [];
    const body = kind === 'registers' ? { name, rows } : this.restate(this.manifest());
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(body));
  }

  private async page(
    stream: string,
    query: URLSearchParams,
    response: ServerResponse,
  ): Promise<void> {
    const ask = (key: string): string => query.get(key) ?? '';
    const [grain, month, after] = [ask('grain') as 'day' | 'month', ask('month'), ask('after')];
    const through = ask('through') || this.feedDay;
    const prefix = [this.world, stream, grain, month].join('~');
    const wrong = this.refusal(stream, { grain, month, after, through, prefix });
    if (wrong !== undefined) {
      response.statusCode = wrong === 'not_closed' ? 409 : 400;
      response.end(JSON.stringify({ code: wrong, message: 'Refused.', allowed: [] }));
      return;
    }
    const place = after.slice(prefix.length + 1);
    const of = ask('of') === '' ? undefined : new Set(ask('of').split(','));
    const wanted = (row: ScriptedRow): boolean => of?.has(String(row['stream'])) ?? true;
    const limit = Number(query.get('limit') ?? 50_000);
    const cut =
      grain === 'month'
        ? cutArchive(this.archived(stream, month).filter(wanted), place, limit)
        : cutJournal(
            this.emissions(stream, month).filter(({ row }) => wanted(row)),
            place,
            limit,
            through,
          );
    const columns = this.columns(stream);
    const asked = this.noted({ stream, grain, month, after, columns, rows: cut.rows });
    const { body, sha256 } = seal(columns, cut.rows);
    const answer: ScriptedAnswer = {
      status: 200,
      headers: {
        'content-type': 'application/vnd.apache.arrow.stream',
        'vigie-rows': String(cut.rows.length),
        'vigie-sha256': sha256,
        'vigie-next': `${prefix}~${cut.place}`,
        'vigie-more': String(cut.more),
        'vigie-schema-version': '1',
      },
      body,
    };
    send(response, (await this.tamper?.(asked, answer)) ?? answer, answer);
  }

  private refusal(
    stream: string,
    asked: Readonly<Record<'grain' | 'month' | 'after' | 'through' | 'prefix', string>>,
  ): string | undefined {
    const { grain, month, after, through, prefix } = asked;
    if (!this.has(stream)) return 'unknown_stream';
    if (month < this.historyFrom || month > this.feedDay.slice(0, 7)) return 'unknown_month';
    if (grain === 'month' && !this.closed(month)) return 'not_closed';
    if (through > this.feedDay) return 'unknown_through';
    return after === '' || after.startsWith(`${prefix}~`) ? undefined : 'bad_cursor';
  }

  private noted(page: Omit<AskedPage, 'nth' | 'attempt'>): AskedPage {
    const before = this.asked.filter(({ stream }) => stream === page.stream);
    const same = before.filter(
      (other) =>
        other.after === page.after && other.month === page.month && other.grain === page.grain,
    );
    const others = before.filter(({ rows, attempt }) => rows.length > 0 && attempt === 1);
    const asked = {
      ...page,
      nth: same[0]?.nth ?? others.length + 1,
      attempt: same.length + 1,
    };
    this.asked.push(asked);
    return asked;
  }
}

function send(
  response: ServerResponse,
  answer: ScriptedAnswer | Breakage,
  usual: ScriptedAnswer,
): void {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    response.destroy();
    return;
  }
  const { status, headers, body } = answer === 'cut' ? usual : answer;
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.setHeader('content-length', body.length);
  if (answer === 'cut')
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  else response.end(body);
}
