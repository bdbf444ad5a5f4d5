import type pg from 'pg';
import type { Day, Grain, Month } from '../calendar/calendar.js';
import type { FeedClient } from '../feed/feed-client.js';
import { recordRefusal, type PageCounts } from '../ledger/ledger.js';
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
  onPage?: (counts: PageCounts, part: PartRequest) => void;
  onUnknownColumns?: (stream: string, columns: readonly string[]) => void;
  /** A page was kept whole instead of being applied. */
  onKept?: (stream: string, month: Month, reason: string) => void;
  onTimed?: (what: Timed, seconds: number, stream: string) => void;
}

/** Steps whose duration is told. */
export type Timed = 'page' | 'aggregate' | 'quality' | 'publish';

/** Does a step and tells how long it took, whether or not it succeeded. */
export async function timed<T>(
  context: Pick<PipelineContext, 'onTimed'>,
  what: Timed,
  stream: string,
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    context.onTimed?.(what, (performance.now() - started) / 1000, stream);
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
    if (unknownColumns.length > 0) context.onUnknownColumns?.(stream.name, unknownColumns);
    yield extracted;
  }
}
