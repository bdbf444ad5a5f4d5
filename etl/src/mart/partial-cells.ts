/** Codes of one dimension's values, in the order in which they came. */
export class Codes {
  readonly values: string[] = [];
  private readonly known = new Map<string, number>();

  of(value: string): number {
    let code = this.known.get(value);
    if (code === undefined) {
      code = this.values.push(value) - 1;
      if (code >= radix) throw new RangeError(`more than ${radix} values of one dimension`);
      this.known.set(value, code);
    }
    return code;
  }
}

/** Most values that a dimension may have: registers hold far fewer. */
const radix = 4096;

/** Numbers each combination of codes, from 0. Four codes fill 48 bits, so longer ones are chained. */
export class Combinations {
  private readonly levels: Map<number, number>[];
  count = 0;

  constructor(width: number) {
    this.levels = Array.from(
      { length: Math.max(1, Math.ceil((width - 4) / 2) + 1) },
      () => new Map<number, number>(),
    );
  }

  /** The number of a combination, and whether it is new. */
  of(codes: ArrayLike<number>): number {
    let id = 0;
    let level = 0;
    let room = 4;
    for (let at = 0; at < codes.length; at += 1) {
      if (room === 0) {
        id = this.intern(level, id);
        level += 1;
        room = 2;
      }
      id = id * radix + (codes[at] ?? 0);
      room -= 1;
    }
    return this.intern(level, id, true);
  }

  private intern(level: number, id: number, last = false): number {
    const map = this.levels[level];
    if (!map) throw new RangeError('too many dimensions');
    let place = map.get(id);
    if (place === undefined) {
      place = map.size;
      map.set(id, place);
      if (last) this.count = map.size;
    }
    return place;
  }
}

/** How many words there are for one amount of one cell: see {@link CellSums}. */
const words = 8;

/**
 * Sums over contributors, cell by cell and amount by amount. Record keys are summed in two halves of
 * 32 bits, each exact up to two million contributors a cell.
 */
export class Sums {
  private values: Float64Array;

  constructor(private readonly amounts: number) {
    this.values = new Float64Array(64 * amounts * words);
  }

  /** Makes room for a cell. */
  reserve(cell: number): void {
    const needed = (cell + 1) * this.amounts * words;
    if (needed <= this.values.length) return;
    const larger = new Float64Array(Math.max(needed, 2 * this.values.length));
    larger.set(this.values);
    this.values = larger;
  }

  /** One contributor, with what it has of each amount; it counts where that is above zero. */
  add(cell: number, own: Float64Array, keyLow: number, keyHigh: number): void {
    const { values, amounts } = this;
    let at = cell * amounts * words;
    for (let amount = 0; amount < amounts; amount += 1, at += words) {
      const value = own[amount] ?? 0;
      if (!(value > 0)) continue;
      values[at] = (values[at] ?? 0) + 1;
      values[at + 1] = (values[at + 1] ?? 0) + value;
      if (value > (values[at + 3] ?? 0)) rank(values, at, value);
      values[at + 4] = (values[at + 4] ?? 0) + keyLow;
      values[at + 5] = (values[at + 5] ?? 0) + keyHigh;
    }
  }

  /** Persons that the source counted: as many contributors of one each. */
  addPersons(cell: number, amount: number, value: number, keyLow: number, keyHigh: number): void {
    const { values } = this;
    const at = (cell * this.amounts + amount) * words;
    values[at] = (values[at] ?? 0) + value;
    values[at + 1] = (values[at + 1] ?? 0) + value;
    values[at + 4] = (values[at + 4] ?? 0) + keyLow;
    values[at + 5] = (values[at + 5] ?? 0) + keyHigh;
  }

  /** Adds a cell of other contributors, who each stand for so many. */
  merge(
    cell: number,
    amount: number,
    from: { sums: Sums; cell: number; amount: number },
    factor: number,
  ): void {
    const { values } = this;
    const at = (cell * this.amounts + amount) * words;
    const others = from.sums.values;
    const there = (from.cell * from.sums.amounts + from.amount) * words;
    const n = others[there] ?? 0;
    const sum = others[there + 1] ?? 0;
    values[at] = (values[at] ?? 0) + n;
    values[at + 1] = (values[at + 1] ?? 0) + sum;
    rank(values, at, others[there + 2] ?? 0);
    rank(values, at, others[there + 3] ?? 0);
    values[at + 4] = (values[at + 4] ?? 0) + (others[there + 4] ?? 0);
    values[at + 5] = (values[at + 5] ?? 0) + (others[there + 5] ?? 0);
    values[at + 6] = (values[at + 6] ?? 0) + factor * n;
    values[at + 7] = (values[at + 7] ?? 0) + factor * sum;
  }

  get(cell: number, amount: number): CellSums {
    const at = (cell * this.amounts + amount) * words;
    const word = (n: number): number => this.values[at + n] ?? 0;
    return {
      n: word(0),
      sum: word(1),
      x1: word(2),
      x2: word(3),
      keyLow: word(4),
      keyHigh: word(5),
      expandedN: word(6),
      expandedSum: word(7),
    };
  }
}

/** Keeps the two largest. */
function rank(values: Float64Array, at: number, value: number): void {
  const largest = values[at + 2] ?? 0;
  if (value > largest) {
    values[at + 3] = largest;
    values[at + 2] = value;
  } else if (value > (values[at + 3] ?? 0)) values[at + 3] = value;
}

/** What is known of one amount of a cell. */
export interface CellSums {
  readonly n: number;
  readonly sum: number;
  /** The two largest contributions. */
  readonly x1: number;
  readonly x2: number;
  /** Sum of record keys, in halves of 32 bits. */
  readonly keyLow: number;
  readonly keyHigh: number;
  /** Contributors and sum times the factor of each stratum; 0 before they are merged. */
  readonly expandedN: number;
  readonly expandedSum: number;
}

/** The sum of record keys, modulo 2^63. */
export const keySum = ({ keyLow, keyHigh }: CellSums): bigint =>
  ((BigInt(keyHigh) << 32n) + BigInt(keyLow)) & ((1n << 63n) - 1n);

/** Cells at the finest combination of a set's dimensions, of a period and of a stratum. */
export class PartialCells {
  readonly period = new Codes();
  readonly stratum = new Codes();
  readonly dimensions: readonly Codes[];
  readonly sums: Sums;
  /** Codes of each cell: period, stratum, then the dimensions. */
  readonly codes: Int32Array[] = [];
  private readonly combinations: Combinations;

  constructor(dimensions: number, amounts: number) {
    this.dimensions = Array.from({ length: dimensions }, () => new Codes());
    this.combinations = new Combinations(dimensions + 2);
    this.sums = new Sums(amounts);
  }

  /** The cell of some codes: period, stratum, then the dimensions. */
  cell(codes: Int32Array): number {
    const cell = this.combinations.of(codes);
    if (cell === this.codes.length) {
      this.codes.push(codes.slice());
      this.sums.reserve(cell);
    }
    return cell;
  }
}
