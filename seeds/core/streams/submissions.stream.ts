import { sectors, vendors } from '@vigie/seeds/reference';
import { monthWeights } from '../actors/activity.js';
import { firstDay, formatDay, formatMonth, parseMonth } from '../calendar.js';
import { hash, keyOf } from '../random/hash.js';
import { vendorDelay } from './delivery.js';
import { OPS } from './documents.stream.js';
import { rowId } from './identity.js';
import { countColumn, simplePart, textColumn, type Column, type Grain, type Part } from './part.js';
import { CELLS } from './profile-months.js';
import { profileDays } from './profiles.stream.js';
import { generationAt } from './roster.stream.js';
import { createSplitter } from './split.js';
import { NATIONAL, submitters, type Submitter } from './submitters.js';
import type { WorldState } from './world-state.js';

interface Submission {
  readonly by: Submitter;
  readonly period: string;
  readonly sentOn: number;
  readonly rows: number;
  readonly total: number;
  /** Day of the month of the period, from 0; 31 for the month. */
  readonly place: number;
}

interface Tally {
  readonly rows: number;
  readonly total: number;
}

/** Submissions of the month, in the archive as a whole, in the journal as they are sent. */
export function submissionsPart(world: WorldState, grain: Grain, month: number): Part {
  const expected = submitters(world.historyFrom).filter(
    (s) => parseMonth(s.expected_from) <= month,
  );
  const list = grain === 'month' ? monthly(world, month, expected) : daily(world, month, expected);
  const columns = submissionColumns(world, month, grain, list);
  if (grain === 'month') return simplePart(list.length, null, columns);
  const days: { day: number; from: number }[] = [];
  list.forEach(({ sentOn }, from) => {
    if (days.at(-1)?.day !== sentOn) days.push({ day: sentOn, from });
  });
  return { ...simplePart(list.length, null, columns), days };
}

function monthly(world: WorldState, month: number, expected: Submitter[]): Submission[] {
  const key = keyOf(world.seed, 'submission');
  const next = firstDay(month + 1);
  const book = world.book(month);
  const documents = zeros(vendors.length);
  for (let e = 0; e < book.rows; e++) {
    const vendor = world.actors.vendor[book.actor[e]!]!;
    documents[vendor]!.rows++;
    documents[vendor]!.total += book.accepted[e]!;
  }
  const roster = rosterTallies(world, month);
  const activated = world.profiles.at(month).activated.reduce((a, b) => a + b, 0);
  return expected.map((by, n) => {
    const vendor = vendors.findIndex((v) => v.id === by.id);
    const tally =
      by.stream === 'profiles'
        ? { rows: CELLS, total: activated }
        : (by.stream === 'documents' ? documents : roster)[vendor]!;
    const late = by.stream === 'documents' ? 1 + (hash(key, n, month) % 5) : 0;
    return { by, period: formatMonth(month), sentOn: next + late, ...tally, place: 31 };
  });
}

function daily(world: WorldState, month: number, expected: Submitter[]): Submission[] {
  const first = firstDay(month);
  const length = firstDay(month + 1) - first;
  const documents = documentTallies(world, month, length);
  const roster = rosterTallies(world, month);
  const profiles = profileDays(world, month);
  const list = expected.flatMap((by): Submission[] => {
    const vendor = vendors.findIndex((v) => v.id === by.id);
    if (by.stream === 'roster') {
      const period = formatMonth(month);
      return [{ by, period, sentOn: first + length, ...roster[vendor]!, place: 31 }];
    }
    return Array.from({ length }, (_, d) => {
      const national = by.id === NATIONAL;
      const tally = national ? profiles[d]! : documents[vendor * length + d]!;
      const sentOn = first + d + (national ? 0 : vendorDelay(world.seed, vendor, first + d));
      return { by, period: formatDay(first + d), sentOn, ...tally, place: d };
    });
  });
  return list.sort((a, b) => a.sentOn - b.sentOn);
}

/** Rows and accepted documents by vendor and day. */
function documentTallies(world: WorldState, month: number, length: number): Tally[] {
  const book = world.book(month);
  const split = createSplitter(world.actors, book, monthWeights(month), keyOf(world.seed, 'day'));
  const tallies = zeros(vendors.length * length);
  for (let e = 0; e < book.rows; e++) {
    const base = world.actors.vendor[book.actor[e]!]! * length;
    const { produced, accepted } = split(e);
    for (let d = book.from[e]!; d <= book.to[e]!; d++) {
      if (produced[d] === 0) continue;
      tallies[base + d]!.rows++;
      tallies[base + d]!.total += accepted[d]!;
    }
  }
  return tallies;
}

/** Rows and installed actors by vendor. */
function rosterTallies(world: WorldState, month: number): Tally[] {
  const tallies = zeros(vendors.length);
  for (let i = 0; i < world.actors.count; i++) {
    const tally = tallies[world.actors.vendor[i]!]!;
    tally.rows++;
    if (generationAt(world.actors, i, month) > 0) tally.total++;
  }
  return tallies;
}

const zeros = (length: number): { rows: number; total: number }[] =>
  Array.from({ length }, () => ({ rows: 0, total: 0 }));

function submissionColumns(
  world: WorldState,
  month: number,
  grain: Grain,
  list: readonly Submission[],
) {
  const all = submitters(world.historyFrom);
  const number = new Map(all.map((s, n) => [`${s.id}/${s.stream}`, n]));
  const ids = [...new Set(all.map((s) => s.id))];
  const streams = ['documents', 'roster', 'profiles'];
  const sectorWords = ['', ...sectors.map((sector) => sector.id)];
  const periods = [...new Set(list.map((s) => s.period))].sort();
  const days = [...new Set(list.map((s) => formatDay(s.sentOn)))].sort();
  const place = grain === 'month' ? 0x40000000 : 0x41000000;
  const hashed = new Uint32Array(8);
  return (from: number, to: number): Column[] => {
    const rowIds = new Uint8Array(16 * (to - from));
    for (let row = from; row < to; row++) {
      const { by, place: day } = list[row]!;
      const n = number.get(`${by.id}/${by.stream}`)!;
      world.hmac.digest(0xc0000000 + n, month, hashed, 0);
      rowId(rowIds, 16 * (row - from), hashed[4]!, hashed[5]!, place | (day << 8));
    }
    const text = (name: string, words: string[], value: (s: Submission) => string): Column =>
      textColumn(name, words, from, to, (row) => words.indexOf(value(list[row]!)));
    return [
      { name: 'row_id', kind: 'binary16', values: rowIds },
      countColumn('revision', from, to, () => 1),
      textColumn('op', OPS, from, to, () => 0),
      text('period', periods, (s) => s.period),
      text('submitter', ids, (s) => s.by.id),
      text('stream', streams, (s) => s.by.stream),
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
