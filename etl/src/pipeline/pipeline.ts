import type pg from 'pg';
import type { Day, Grain, Month } from '../calendar/calendar.js';
import type { FeedClient } from '../feed/feed-client.js';
import type { Manifest } from '../feed/feed.schema.js';
import type { IdentityFoundError } from '../identity/identity-found.error.js';
import { recordRefusal, type PageCounts } from '../ledger/ledger.js';
import type { Edition } from '../publish/edition.query.js';
import type { QualitySummary } from '../quality/quality.js';
import type { Source } from '../reference/source.js';
import type { Transaction } from '../schedule/transaction.js';
import { extract, type ExtractedPage } from './extract.js';
import type { RegisterValues, StreamDeclaration } from './stream.js';

export interface PartRequest {
  stream: StreamDeclaration;
  month: Month;
  grain: Grain;
  /** The feed day that is being loaded; of a journal, what was emitted up to it is read. */
  feedDay: Day;
}

export interface PipelineContext {
  pool: pg.Pool;
  /** Opens the transactions of everything that must be kept whole or not at all. */
  transaction: Transaction;
  feed: FeedClient;
  registers: RegisterValues;
  pageRows: number;
  signal: AbortSignal;
  /** Pauses between attempts at a page, in milliseconds. */
  patience?: readonly number[];
  observer: LoadObserver;
}

/** What happens while data are loaded, for whoever shows it. */
export interface LoadObserver {
  /** This process leads from now on, in the round of that number. */
  leads?(run: number): void;
  planned?(plan: {
    source: Source;
    manifest: Manifest;
    streams: readonly StreamDeclaration[];
  }): void;
  page?(counts: PageCounts, part: PartRequest): void;
  part?(part: { stream: string; month: Month }): void;
  published?(edition: Edition): void;
  unknownColumns?(stream: string, columns: readonly string[]): void;
  /** A page with too many bad rows was kept whole instead of being applied. */
  kept?(stream: string, month: Month, reason: string): void;
  stopped?(error: IdentityFoundError): void;
  /** Final cells differ from what was published of them. */
  errata?(stream: string, month: Month, cells: number): void;
  quality?(summary: QualitySummary): void;
  timed?(what: Timed, seconds: number, stream: string): void;
}

/** Steps whose duration is told. */
export type Timed = 'page' | 'aggregate' | 'quality' | 'publish';

/** Does a step and tells how long it took, whether or not it succeeded. */
export async function timed<T>(
  { observer }: Pick<PipelineContext, 'observer'>,
  what: Timed,
  stream: string,
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    observer.timed?.(what, (performance.now() - started) / 1000, stream);
  }
}

/** The pages of a part after a cursor; those that do not hold are refused, noted and asked again. */
export async function* pagesOf(
  context: PipelineContext,
  { stream, month, grain, feedDay }: PartRequest,
  after: string,
): AsyncGenerator<ExtractedPage> {
  const { pool, signal, patience } = context;
  const pages = extract(
    context.feed,
    stream,
    {
      stream: stream.feed ?? stream.name,
      grain,
      month,
      after,
      limit: context.pageRows,
      ...(grain === 'day' && { through: feedDay }),
      ...(stream.of && { of: stream.of }),
    },
    {
      signal,
      ...(patience && { patience }),
      refused: (cursor, reason) =>
        recordRefusal(pool, { stream: stream.name, month, grain, cursor }, reason),
    },
  );
  for await (const extracted of pages) {
    const { unknownColumns } = extracted.batch;
    if (unknownColumns.length > 0) context.observer.unknownColumns?.(stream.name, unknownColumns);
    yield extracted;
  }
}
