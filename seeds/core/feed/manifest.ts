import { operators, programmes, releases, vendors } from '@vigie/seeds/reference';
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
import { keyOf } from '../random/hash.js';
import { STREAMS } from '../streams/streams.js';
import { expectedIn } from '../streams/submissions.js';
import { submitters } from '../streams/submitters.js';
import { GRAINS } from '../tally/columns.js';
import { vendorDelay } from '../tally/delivery.js';
import { isMonthly, type StreamDeclaration } from '../tally/stream.js';
import {
  CORE_VERSION,
  SCHEMA_VERSION,
  STREAM_NAMES,
  type StreamName,
  type World,
} from '../world.js';
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
  readonly grains: typeof GRAINS;
  readonly watermark: { readonly day: string; readonly closed_month: string | null };
  readonly first_cursor: string;
  readonly last_cursor: string;
  readonly rows: { readonly month: number; readonly day: number };
}

/**
 * What `GET /feeds` answers. Rows are expectations, within a few per cent: of the archive, and of
 * the journals of the current month and the two before.
 */
export function manifest(world: World, feedDay: number): Manifest {
  const known = stated.get(world);
  if (known?.feed_day === formatDay(feedDay)) return known;
  const fresh = state(world, feedDay);
  stated.set(world, fresh);
  return fresh;
}

/** The last manifest of a world: it is polled often and changes once a day. */
const stated = new WeakMap<World, Manifest>();

function state(world: World, feedDay: number): Manifest {
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
    streams: STREAM_NAMES.map((name) => ({
      name,
      schema_version: SCHEMA_VERSION,
      grains: GRAINS,
      watermark: {
        day: formatDay(feedDay),
        closed_month: closed < from ? null : formatMonth(closed),
      },
      first_cursor: formatCursor(world.id, name, 'month', from, { day: null, offset: 0 }),
      last_cursor: formatCursor(world.id, name, 'day', current, { day: feedDay, offset: 'end' }),
      rows: {
        month: interpolated(months, (month) => archiveRows(world, name, month)),
        day: Math.round(sum(journals.map((month) => journalRows(world, name, month, feedDay)))),
      },
    })),
  };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Months between two that are counted in a sum. */
const STEP = 11;

/** Sum over months of what is counted in some of them and changes evenly in between. */
function interpolated(months: readonly number[], count: (month: number) => number): number {
  if (months.length <= STEP) return Math.round(sum(months.map(count)));
  let total = 0;
  for (let at = 0; at < months.length; at += STEP) {
    const next = Math.min(at + STEP, months.length - 1);
    const first = count(months[at]!);
    const last = next > at ? count(months[next]!) : first;
    const span = Math.min(STEP, months.length - at);
    for (let m = 0; m < span; m++) total += first + ((last - first) * m) / Math.max(1, next - at);
  }
  return Math.round(total);
}

function archiveRows(world: World, name: StreamName, month: number): number {
  const stream = STREAMS.find((declared) => declared.name === name);
  if (!stream) return expectedIn(world.state, STREAMS, month).length;
  return Math.round(stream.rows(world.state, month));
}

/** Emitted up to the feed day. */
function journalRows(world: World, name: StreamName, month: number, feedDay: number): number {
  const first = firstDay(month);
  const days = range(first, Math.min(feedDay, firstDay(month + 1) - 1));
  const next = firstDay(month + 1) <= feedDay;
  const stream = STREAMS.find((declared) => declared.name === name);
  if (stream) {
    const whole = stream.rows(world.state, month);
    if (isMonthly(stream)) return next ? whole : 0;
    return whole * sum(days.map((day) => presence(stream, day)));
  }
  const key = keyOf(world.seed, 'vendor-delay');
  return sum(
    expectedIn(world.state, STREAMS, month).map((by) => {
      const declared = STREAMS.find((candidate) => candidate.name === by.stream)!;
      if (isMonthly(declared)) return next ? 1 : 0;
      const vendor = vendors.findIndex(({ id }) => id === by.id);
      const delay = (day: number): number => (vendor < 0 ? 0 : vendorDelay(key, vendor, day));
      return days.filter((day) => day + delay(day) <= Math.min(feedDay, closeDay(month))).length;
    }),
  );
}

/** Share of the groups of a stream that have a row on a day: nearly all on working days. */
function presence({ daily = 0.93 }: StreamDeclaration, day: number): number {
  if (isHoliday(day) || weekday(day) === 6) return daily * 0.32;
  return weekday(day) === 5 ? daily * 0.86 : daily;
}

/** The registers, by name. */
const registers: Readonly<Record<string, (world: World) => readonly object[]>> = {
  vendors: () => vendors.map(({ id, name, sector }) => ({ id, name, sector })),
  releases: () => releases,
  operators: () => operators,
  programmes: () => programmes,
  submitters: ({ state }) => submitters(STREAMS, state.historyFrom),
};

/** Rows of a register, as `GET /registers/{name}` answers them. */
export function register(world: World, name: string): readonly object[] {
  if (!Object.hasOwn(registers, name)) {
    throw FeedError.unknown('register', name, Object.keys(registers), 404);
  }
  return registers[name]!(world);
}
