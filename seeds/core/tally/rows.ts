/** Rows of a part in compact columns that grow. */
export interface Rows {
  count: number;
  /** First entry of the row's group in the book. */
  entry: Uint32Array;
  /** Day of the month, from 0. */
  day: Uint8Array;
  /** Emission day, from the first of the month. */
  emitted: Uint8Array;
  revision: Uint8Array;
  op: Uint8Array;
  counts: Int32Array[];
  push(
    entry: number,
    day: number,
    emitted: number,
    revision: number,
    op: number,
    counts: ArrayLike<number>,
  ): void;
}

/** Empty rows of `width` counts with room for about `expected`. */
export function createRows(width: number, expected: number): Rows {
  let capacity = Math.max(64, Math.ceil(expected));
  const rows: Rows = {
    count: 0,
    entry: new Uint32Array(capacity),
    day: new Uint8Array(capacity),
    emitted: new Uint8Array(capacity),
    revision: new Uint8Array(capacity),
    op: new Uint8Array(capacity),
    counts: Array.from({ length: width }, () => new Int32Array(capacity)),
    push(entry, day, emitted, revision, op, counts) {
      if (rows.count === capacity) grow();
      const n = rows.count++;
      rows.entry[n] = entry;
      rows.day[n] = day;
      rows.emitted[n] = emitted;
      rows.revision[n] = revision;
      rows.op[n] = op;
      for (let c = 0; c < width; c++) rows.counts[c]![n] = counts[c]!;
    },
  };
  const grow = (): void => {
    capacity = Math.ceil(capacity * 1.4);
    for (const name of ['day', 'emitted', 'revision', 'op'] as const) {
      rows[name] = extend(rows[name], new Uint8Array(capacity));
    }
    rows.entry = extend(rows.entry, new Uint32Array(capacity));
    rows.counts = rows.counts.map((column) => extend(column, new Int32Array(capacity)));
  };
  return rows;
}

function extend<T extends Uint8Array | Int32Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** Stable order of rows by emission day, and where each day begins. */
export function byEmission(
  rows: Rows,
  firstDay: number,
): { order: Uint32Array; days: { day: number; from: number }[] } {
  const { emitted, count } = rows;
  const starts = new Uint32Array(257);
  for (let row = 0; row < count; row++) starts[emitted[row]! + 1]!++;
  for (let d = 0; d < 256; d++) starts[d + 1]! += starts[d]!;
  const days: { day: number; from: number }[] = [];
  for (let d = 0; d < 256; d++) {
    if (starts[d + 1]! > starts[d]!) days.push({ day: firstDay + d, from: starts[d]! });
  }
  const order = new Uint32Array(count);
  const next = starts.slice();
  for (let row = 0; row < count; row++) order[next[emitted[row]!]!++] = row;
  return { order, days };
}
