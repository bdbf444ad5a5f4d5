import { departments } from '../actors/territory.js';
import { firstDay, formatDay, formatMonth, weekday } from '../calendar.js';
import { profileRates } from '../calibration/calibration.js';
import { hash, keyOf } from '../random/hash.js';
import { OPS } from './documents.stream.js';
import { rowId } from './identity.js';
import { countColumn, simplePart, textColumn, type Column, type Part } from './part.js';
import { bands, CELLS, launchedShare } from './profile-months.js';
import { deal } from './split.js';
import type { WorldState } from './world-state.js';

const departmentIds = departments.map((department) => department.id);
const MASK = (1n << 63n) - 1n;
/** Sets the numbers of cells apart from those of actors in the keyed hash. */
const APART = 0x80000000;

interface ProfileRows {
  readonly cell: number[];
  readonly day: number[];
  /** opened, opposed, closed, activated, open_stock, activated_stock of each row. */
  readonly counts: number[][];
  readonly key: bigint[];
}

/** Flows of the month and stocks at its end, by department and age band. */
export function profilesArchive(world: WorldState, month: number): Part {
  const m = world.profiles.at(month);
  const rows: ProfileRows = { cell: [], day: [], counts: [], key: [] };
  for (let cell = 0; cell < CELLS; cell++) {
    rows.cell.push(cell);
    rows.day.push(0);
    rows.key.push(recordKey(world, cell, month));
    rows.counts.push([
      m.launched[cell]! + m.born[cell]!,
      m.opposed[cell]!,
      m.closed[cell]!,
      m.activated[cell]!,
      m.openStock[cell]!,
      m.activatedStock[cell]!,
    ]);
  }
  const columns = profileColumns(world, month, rows, [formatMonth(month)], 0x30000000);
  return simplePart(CELLS, null, columns);
}

/** The same by day; the last day of the month carries the stocks. */
export function profilesJournal(world: WorldState, month: number): Part {
  const first = firstDay(month);
  const length = firstDay(month + 1) - first;
  const days = splitCells(world, month, length);
  const rows: ProfileRows = { cell: [], day: [], counts: [], key: [] };
  const starts: { day: number; from: number }[] = [];
  const m = world.profiles.at(month);
  const keys = Array.from({ length: CELLS }, (_, cell) => recordKey(world, cell, month));
  for (let d = 0; d < length; d++) {
    starts.push({ day: first + d, from: rows.cell.length });
    const last = d === length - 1;
    for (let cell = 0; cell < CELLS; cell++) {
      const counts = days[cell]!.map((flow) => flow[d]!);
      if (!last && counts.every((count) => count === 0)) continue;
      // The keys of the days add up to that of the month.
      const key = last ? keys[cell]! : recordKey(world, cell, first + d);
      keys[cell] = (keys[cell]! - key) & MASK;
      rows.cell.push(cell);
      rows.day.push(d);
      rows.key.push(key);
      rows.counts.push([
        ...counts,
        last ? m.openStock[cell]! : 0,
        last ? m.activatedStock[cell]! : 0,
      ]);
    }
  }
  const labels = Array.from({ length }, (_, d) => formatDay(first + d));
  const columns = profileColumns(world, month, rows, labels, 0x31000000);
  return { ...simplePart(rows.cell.length, first, columns), days: starts };
}

/** Rows and activations of each day of a month, for the submissions. */
export function profileDays(world: WorldState, month: number): { rows: number; total: number }[] {
  const length = firstDay(month + 1) - firstDay(month);
  const days = splitCells(world, month, length);
  return Array.from({ length }, (_, d) => {
    const active = days.filter((flows) => d === length - 1 || flows.some((flow) => flow[d]! > 0));
    return { rows: active.length, total: active.reduce((sum, flows) => sum + flows[3]![d]!, 0) };
  });
}

/** Daily opened, opposed, closed and activated of every cell. */
function splitCells(world: WorldState, month: number, length: number): Int32Array[][] {
  const key = keyOf(world.seed, 'profile-days');
  const first = firstDay(month);
  const m = world.profiles.at(month);
  const week = Array.from({ length }, (_, d) => 1000 * profileRates.week[weekday(first + d)]!);
  return Array.from({ length: CELLS }, (_, cell) => {
    const department = Math.floor(cell / bands.length);
    const launch = Int32Array.from({ length }, (_, d) => {
      const day = first + d;
      return 1000 * (launchedShare(department, day) - launchedShare(department, day - 1));
    });
    const usual = Int32Array.from(
      week,
      (weight, d) => weight * (0.85 + (0.3 * hash(key, cell, first + d)) / 4294967296),
    );
    const spread = (count: number, weights: Int32Array, salt: number): Int32Array => {
      const out = new Int32Array(length);
      const total = weights.reduce((a, b) => a + b, 0);
      const chosen = total === 0 ? usual : weights;
      const sum = total === 0 ? usual.reduce((a, b) => a + b, 0) : total;
      deal(count, chosen, sum, hash(key, cell, month, salt) / 4294967296, out);
      return out;
    };
    const opened = spread(m.launched[cell]!, launch, 1);
    spread(m.born[cell]!, usual, 2).forEach((count, d) => (opened[d]! += count));
    return [
      opened,
      spread(m.opposed[cell]!, launch, 3),
      spread(m.closed[cell]!, usual, 4),
      spread(m.activated[cell]!, m.openStock[cell]! > 2 * m.launched[cell]! ? usual : launch, 5),
    ];
  });
}

/** Sum of the record keys of the persons of a cell and period, modulo 2^63. */
function recordKey(world: WorldState, cell: number, period: number): bigint {
  const out = new Uint32Array(8);
  world.hmac.digest(APART + cell, period, out, 0);
  return ((BigInt(out[6]!) << 32n) | BigInt(out[7]!)) & MASK;
}

function profileColumns(
  world: WorldState,
  month: number,
  rows: ProfileRows,
  periods: readonly string[],
  place: number,
) {
  const words = new Uint32Array(8 * CELLS);
  for (let cell = 0; cell < CELLS; cell++) world.hmac.digest(APART + cell, month, words, 8 * cell);
  const names = ['opened', 'opposed', 'closed', 'activated', 'open_stock', 'activated_stock'];
  return (from: number, to: number): Column[] => {
    const ids = new Uint8Array(16 * (to - from));
    for (let row = from; row < to; row++) {
      const base = 8 * rows.cell[row]!;
      rowId(
        ids,
        16 * (row - from),
        words[base + 4]!,
        words[base + 5]!,
        place | (rows.day[row]! << 8),
      );
    }
    return [
      { name: 'row_id', kind: 'binary16', values: ids },
      countColumn('revision', from, to, () => 1),
      textColumn('op', OPS, from, to, () => 0),
      textColumn('period', periods, from, to, (row) => rows.day[row]!),
      { name: 'record_key', kind: 'int64', values: BigInt64Array.from(rows.key.slice(from, to)) },
      textColumn('stratum', ['complete'], from, to, () => 0),
      textColumn('department', departmentIds, from, to, (row) =>
        Math.floor(rows.cell[row]! / bands.length),
      ),
      textColumn('age_band', bands, from, to, (row) => rows.cell[row]! % bands.length),
      ...names.map((name, c) => countColumn(name, from, to, (row) => rows.counts[row]![c]!)),
    ];
  };
}
