import { releases, vendors } from '@vigie/seeds/reference';
import {
  closeDay,
  firstDay,
  formatDay,
  formatMonth,
  isHoliday,
  monthOf,
  weekday,
} from '../calendar.js';
import { closedMonth } from '../clock.js';
import { vendorDelay } from '../streams/delivery.js';
import { countEntries } from '../streams/book.js';
import { CELLS } from '../streams/profile-months.js';
import { submitters } from '../streams/submitters.js';
import { CORE_VERSION, SCHEMA_VERSION, STREAMS, type StreamName, type World } from '../world.js';
import { formatCursor } from './cursor.js';
import { FeedError } from './errors.js';

export interface Manifest {
  readonly world: string;
  readonly core_version: string;
  readonly simulated: true;
  readonly seed: string;
  readonly scenario: string;
  readonly scale: number;
  readonly feed_day: string;
  readonly history_from: string;
  readonly strata: World['strata'];
  readonly streams: readonly StreamEntry[];
}

export interface StreamEntry {
  readonly name: StreamName;
  readonly schema_version: number;
  readonly grains: readonly ['month', 'day'];
  readonly watermark: { readonly day: string; readonly closed_month: string | null };
  readonly first_cursor: string;
  readonly last_cursor: string;
  readonly rows: { readonly month: number; readonly day: number };
}

/**
 * What `GET /feeds` answers. `rows.month` is exact over the archive; `rows.day` is an expectation
 * for the journals of the current month and the two before.
 */
export function manifest(world: World, feedDay: number): Manifest {
  const from = world.state.historyFrom;
  const closed = closedMonth(feedDay);
  const current = monthOf(feedDay);
  const months = range(from, closed);
  const journals = range(Math.max(from, current - 2), current);
  return {
    world: world.id,
    core_version: CORE_VERSION,
    simulated: true,
    seed: world.seed,
    scenario: world.scenario,
    scale: world.scale,
    feed_day: formatDay(feedDay),
    history_from: world.historyFrom,
    strata: world.strata,
    streams: STREAMS.map((name) => ({
      name,
      schema_version: SCHEMA_VERSION,
      grains: ['month', 'day'],
      watermark: {
        day: formatDay(feedDay),
        closed_month: closed < from ? null : formatMonth(closed),
      },
      first_cursor: formatCursor(world.id, name, 'month', from, { day: null, offset: 0 }),
      last_cursor: formatCursor(world.id, name, 'day', current, { day: feedDay, offset: 'end' }),
      rows: {
        month: sum(months.map((month) => archiveRows(world, name, month))),
        day: Math.round(sum(journals.map((month) => journalRows(world, name, month, feedDay)))),
      },
    })),
  };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function archiveRows(world: World, stream: StreamName, month: number): number {
  switch (stream) {
    case 'documents':
      return countEntries(world.state.actors, month);
    case 'roster':
      return world.state.actors.count;
    case 'profiles':
      return CELLS;
    case 'submissions':
      return expected(world, month).length;
  }
}

/** Emitted up to the feed day. An actor is active on nearly all working days and few others. */
function journalRows(world: World, stream: StreamName, month: number, feedDay: number): number {
  const first = firstDay(month);
  const days = range(first, Math.min(feedDay, firstDay(month + 1) - 1));
  const next = firstDay(month + 1) <= feedDay;
  switch (stream) {
    case 'documents': {
      const work = sum(
        days.map((d) => (isHoliday(d) || weekday(d) === 6 ? 0.3 : weekday(d) === 5 ? 0.8 : 0.93)),
      );
      return countEntries(world.state.actors, month) * work;
    }
    case 'roster':
      return next ? world.state.actors.count : 0;
    case 'profiles':
      return CELLS * days.length;
    case 'submissions':
      return sum(
        expected(world, month).map((s) => {
          if (s.stream === 'roster') return next ? 1 : 0;
          const vendor = vendors.findIndex((v) => v.id === s.id);
          const delay = (d: number): number =>
            vendor < 0 ? 0 : vendorDelay(world.seed, vendor, d);
          return days.filter((d) => d + delay(d) <= Math.min(feedDay, closeDay(month))).length;
        }),
      );
  }
}

const expected = (world: World, month: number) =>
  submitters(world.state.historyFrom).filter((s) => s.expected_from <= formatMonth(month));

/** Rows of a register, as `GET /registers/{name}` answers them. */
export function register(world: World, name: string): readonly object[] {
  switch (name) {
    case 'vendors':
      return vendors.map(({ id, name: label, sector }) => ({ id, name: label, sector }));
    case 'releases':
      return releases;
    case 'submitters':
      return submitters(world.state.historyFrom);
    default:
      throw FeedError.unknown('register', name, ['vendors', 'releases', 'submitters'], 404);
  }
}
