import { sectors, vendors } from '@vigie/seeds/reference';
import { firstDay, formatDay, formatMonth, parseMonth } from '../calendar.js';
import { hash, keyOf } from '../random/hash.js';
import {
  countColumn,
  OPS,
  textColumn,
  type Column,
  type Grain,
  type Part,
} from '../tally/columns.js';
import { vendorDelay } from '../tally/delivery.js';
import { anonymousEnvelope } from '../tally/envelope.js';
import { placeOf } from '../tally/identity.js';
import { isMonthly, shownCounts, type StreamDeclaration } from '../tally/stream.js';
import { flatten, topmost } from '../tally/tree.js';
import { viewOf } from '../tally/view.js';
import type { WorldState } from '../world-state.js';
import { submitters, type Submitter } from './submitters.js';

interface Submission {
  readonly by: Submitter;
  readonly period: string;
  readonly sentOn: number;
  readonly rows: number;
  readonly total: number;
  /** Day of the month of the period, from 0; 31 for the month. */
  readonly place: number;
}

/** Rows and total of one sender and period, once settled. */
interface Tally {
  rows: number;
  total: number;
}

/**
 * Submissions of some streams in a month, in the archive as a whole, in the journal as they are
 * sent. `streams` are all that there are; rows and totals are those of the period once settled.
 */
export function submissionsPart(
  world: WorldState,
  streams: readonly StreamDeclaration[],
  some: readonly StreamDeclaration[],
  grain: Grain,
  month: number,
): Part {
  const expected = expectedIn(world, streams, month);
  const list = some.flatMap((stream) => {
    const by = expected.filter((submitter) => submitter.stream === stream.name);
    return grain === 'month' ? monthly(world, stream, month, by) : daily(world, stream, month, by);
  });
  if (grain !== 'month') list.sort((a, b) => a.sentOn - b.sentOn);
  const days: { day: number; from: number }[] = [];
  if (grain === 'day') {
    list.forEach(({ sentOn }, from) => {
      if (days.at(-1)?.day !== sentOn) days.push({ day: sentOn, from });
    });
  }
  return {
    rows: list.length,
    columns: submissionColumns(world, streams, month, grain, list),
    boundary: (row) => Math.min(row, list.length),
    days,
  };
}

/** Who submits what for a month: each once in the archive, and in the journal once a day or month. */
export function expectedIn(
  world: WorldState,
  streams: readonly StreamDeclaration[],
  month: number,
): Submitter[] {
  return submitters(streams, world.historyFrom).filter(
    ({ expected_from }) => parseMonth(expected_from) <= month,
  );
}

function monthly(
  world: WorldState,
  stream: StreamDeclaration,
  month: number,
  by: readonly Submitter[],
): Submission[] {
  const key = keyOf(world.seed, `submission/${stream.name}`);
  const next = firstDay(month + 1);
  const tallies = talliesOf(world, stream, month, 'month');
  return by.map((submitter, n) => {
    const late =
      stream.sender === 'vendor' && !isMonthly(stream) ? 1 + (hash(key, n, month) % 5) : 0;
    const tally = tallies[senderIndex(submitter)]!;
    return {
      by: submitter,
      period: formatMonth(month),
      sentOn: next + late,
      ...tally,
      place: 31,
    };
  });
}

function daily(
  world: WorldState,
  stream: StreamDeclaration,
  month: number,
  by: readonly Submitter[],
): Submission[] {
  if (isMonthly(stream)) return monthly(world, stream, month, by);
  const first = firstDay(month);
  const length = firstDay(month + 1) - first;
  const tallies = talliesOf(world, stream, month, 'day');
  const key = keyOf(world.seed, 'vendor-delay');
  return by.flatMap((submitter) =>
    Array.from({ length }, (_, d) => {
      const sender = senderIndex(submitter);
      const delay = stream.sender === 'vendor' ? vendorDelay(key, sender, first + d) : 0;
      const tally = tallies[sender * length + d]!;
      return {
        by: submitter,
        period: formatDay(first + d),
        sentOn: first + d + delay,
        ...tally,
        place: d,
      };
    }),
  );
}

/** Place of a submitter among those of its stream. */
export const senderIndex = (by: Submitter): number =>
  by.kind === 'vendor' ? vendors.findIndex(({ id }) => id === by.id) : 0;

/**
 * Rows and total of a stream by sender, vendor or the national one: of the month as a whole, or by
 * sender × day of the month.
 */
export function talliesOf(
  world: WorldState,
  stream: StreamDeclaration,
  month: number,
  grain: 'month' | 'day',
): readonly Tally[] {
  const nobody = anonymousEnvelope(world, stream.book.envelope);
  const view = viewOf(world, tallied(stream), month, nobody);
  const days = grain === 'month' ? 1 : view.days;
  const isVendor = stream.sender === 'vendor';
  const length = (isVendor ? vendors.length : 1) * days;
  const tallies = Array.from({ length }, (): Tally => ({ rows: 0, total: 0 }));
  const counts = new Int32Array(view.names.length);
  for (const group of view.groups) {
    const sender = isVendor ? world.actors.vendor[view.book.subject[group]!]! : 0;
    const add = (day: number, counts: Int32Array): void => {
      const tally = tallies[sender * days + day]!;
      tally.rows++;
      tally.total += counts[1]!;
    };
    if (grain === 'day') view.eachDay(group, add);
    else {
      view.counts(group, counts);
      add(0, counts);
    }
  }
  return tallies;
}

/** A stream reduced to what tells whether there is a row, and to its total. */
function tallied(stream: StreamDeclaration): StreamDeclaration {
  const shown = shownCounts(stream);
  const tree = flatten(stream.book.counts);
  const nodes = shown.flatMap(({ of }) => of.map((name) => tree.names.indexOf(name)));
  const top = topmost(tree, [...new Set(nodes)]).map((node) => tree.names[node]!);
  const total = shown.find(({ name }) => name === stream.total)!;
  return { ...stream, counts: [{ name: 'present', of: top }, total] };
}

function submissionColumns(
  world: WorldState,
  streams: readonly StreamDeclaration[],
  month: number,
  grain: Grain,
  list: readonly Submission[],
) {
  const all = submitters(streams, world.historyFrom);
  const number = new Map(all.map((s, n) => [`${s.id}/${s.stream}`, n]));
  const ids = [...new Set(all.map((s) => s.id))];
  const streamWords = streams.map(({ name }) => name);
  const sectorWords = ['', ...sectors.map((sector) => sector.id)];
  const periods = [...new Set(list.map((s) => s.period))].sort();
  const days = [...new Set(list.map((s) => formatDay(s.sentOn)))].sort();
  const rowIds = world.rowIds(month);
  const words = world.sourceWords(month);
  return (from: number, to: number): Column[] => {
    const values = new Uint8Array(16 * (to - from));
    for (let row = from; row < to; row++) {
      const { by, place: day } = list[row]!;
      const n = number.get(`${by.id}/${by.stream}`)!;
      const place = placeOf(world.streamCode('submissions'), grain, 0, day);
      rowIds.write(values, 16 * (row - from), words, 0, place, n);
    }
    const text = (name: string, list_: readonly string[], value: (s: Submission) => string) => {
      const code = new Map(list_.map((word, n) => [word, n]));
      return textColumn(name, list_, from, to, (row) => code.get(value(list[row]!))!);
    };
    return [
      { name: 'row_id', kind: 'binary16', values },
      countColumn('revision', from, to, () => 1),
      textColumn('op', OPS, from, to, () => 0),
      text('period', periods, (s) => s.period),
      text('submitter', ids, (s) => s.by.id),
      text('stream', streamWords, (s) => s.by.stream),
      text('sector', sectorWords, (s) => s.by.sector ?? ''),
      text('sent_on', days, (s) => formatDay(s.sentOn)),
      countColumn('rows', from, to, (row) => list[row]!.rows),
      {
        name: 'total',
        kind: 'int64',
        values: BigInt64Array.from(list.slice(from, to), (s) => BigInt(s.total)),
      },
    ];
  };
}
