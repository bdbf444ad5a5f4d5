import { advance, eventStreams, type AdvanceOptions } from '@vigie/etl';
import { createPool } from '@vigie/warehouse';
import type pg from 'pg';
import { expect } from 'vitest';
import { cellKey } from '../support/cell-key.js';
import { imbalances } from '../support/balance.js';
import { booksOf, differingRows, type Books } from '../support/books.js';
import { scriptedFeed, type PartialRow, type ScriptedFeed } from '../support/scripted-feed.js';
import type { Cleanup } from '../support/warehouse.js';

/** Feed days of the small world: the first takes the history with it, each later one is a night. */
export const firstDay = '2026-09-04';
export const nights = ['2026-09-05', '2026-09-06', '2026-09-07', '2026-09-08'] as const;
export const loaded = eventStreams.filter(({ name }) =>
  ['documents', 'profiles', 'roster'].includes(name),
);

const actors = Array.from({ length: 24 }, (_, number) => number);
const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/**
 * A world that loads in a second: an archive month, two journal months and the beginning of a third,
 * of actors by the day and by the month and of departments, with what submitters say of them. What
 * is emitted on later days is there already, for feeds that move on.
 */
export async function smallWorld(
  cleanup?: Cleanup,
  historyFrom = '2026-06',
): Promise<ScriptedFeed> {
  const feed = await scriptedFeed({
    historyFrom,
    feedDay: firstDay,
    world: 'wsmall',
    ...(cleanup && { cleanup }),
  });
  for (let day = '2026-06-01'; day <= nights[3]; day = plus(day, 3))
    feed.emit('documents', day, documents(day));
  for (let day = '2026-06-01'; day < '2026-09-01'; day = plus(day, 1)) {
    feed.emit('profiles', day, profiles(day));
  }
  for (let day = '2026-06-01'; day < '2026-09-01'; day = plus(day, 1)) {
    for (const stream of ['documents', 'profiles']) feed.submit(stream, day, plus(day, 1));
  }
  for (const month of ['2026-06', '2026-07', '2026-08']) {
    const next = plus(`${month}-28`, 4).slice(0, 7);
    feed.emit('roster', `${next}-01`, roster(month));
    feed.submit('roster', month, `${next}-02`);
  }
  // Nights bring something for the month that is still open, too.
  for (const night of nights) {
    feed.emit('documents', night, [
      { ...document('2026-08-09', 3), row_id: `late ${night}` },
      { ...document('2026-08-07', 2), row_id: 'corrected', revision: 2 + Number(night.slice(8)) },
    ]);
  }
  return feed;
}

function document(day: string, actor: number): PartialRow {
  const accepted = 1 + ((actor * 7 + Number(day.slice(8))) % 13);
  return {
    row_id: `document ${day} ${actor}`,
    period: day,
    actor: `actor ${actor} ${day.slice(0, 7)}`,
    department: ['DEP-69', 'DEP-75', 'DEP-2A'][actor % 3] ?? '',
    stratum: actor % 4 === 0 ? 'mdv.sampled' : 'complete',
    produced: accepted + 2,
    withheld: 1,
    attempted: accepted + 1,
    accepted,
    rejected: 1,
  };
}

const documents = (day: string): PartialRow[] => actors.map((actor) => document(day, actor));

const profiles = (day: string) =>
  ['DEP-69', 'DEP-75'].map((department) => ({
    row_id: `profile ${day} ${department}`,
    department,
    opened: 5,
    activated: 3,
  }));

const roster = (month: string) =>
  actors.map((actor) => ({
    row_id: `roster ${month} ${actor}`,
    period: month,
    actor: `actor ${actor} ${month}`,
    ordered: 1,
    installed: 1,
    module_on: actor % 2,
  }));

export const settings = { retentionDays: 45, replayNights: 0, pageRows: 10 };

/** One load of the small world, up to its feed day. */
export async function loadSmall(
  etlUrl: string,
  feed: ScriptedFeed,
  options: Partial<AdvanceOptions> & {
    deadlines?: Parameters<typeof createPool>[2];
    through?: (pool: pg.Pool) => pg.Pool;
  } = {},
): Promise<'busy' | { feedDay: string }> {
  const { deadlines, through = (own: pg.Pool) => own, ...others } = options;
  const pool = createPool(etlUrl, 4, deadlines);
  try {
    return await advance({
      pool: through(pool),
      coreUrl: feed.url,
      ...settings,
      cellKey,
      streams: loaded,
      patience: [1, 2, 4, 8],
      signal: new AbortController().signal,
      ...others,
    });
  } finally {
    await pool.end();
  }
}

/** Loads again and again until it gets through. */
export async function loadUntilDone(...given: Parameters<typeof loadSmall>): Promise<number> {
  for (let failed = 0; ;) {
    try {
      if ((await loadSmall(...given)) !== 'busy') return failed;
    } catch (error) {
      failed += 1;
      if (failed > 400) throw error;
    }
  }
}

type Database = Pick<pg.ClientBase, 'query'>;

/** Expects a database to hold what another holds, and its books to balance. */
export async function expectSameBooks(found: Database, expected: Database): Promise<void> {
  const [own, other]: Books[] = [await booksOf(found), await booksOf(expected)];
  for (const [table, holding] of Object.entries(other ?? {})) {
    if (own?.[table]?.digest === holding.digest) continue;
    expect(await differingRows(found, expected, table), table).toEqual({ only: [], onlyOther: [] });
  }
  expect(await imbalances(found)).toEqual([]);
}
