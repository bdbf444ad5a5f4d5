/** Journal rows of documents, in compact columns that grow. */
export interface Rows {
  count: number;
  actor: Uint32Array;
  generation: Uint8Array;
  /** Day of the month, from 0. */
  day: Uint8Array;
  /** Emission day, from the first of the month. */
  emitted: Uint8Array;
  revision: Uint8Array;
  op: Uint8Array;
  produced: Int32Array;
  attempted: Int32Array;
  accepted: Int32Array;
  push(
    actor: number,
    generation: number,
    day: number,
    emitted: number,
    revision: number,
    op: number,
    produced: number,
    attempted: number,
    accepted: number,
  ): void;
}

/** Empty rows with room for about `expected`. */
export function createRows(expected: number): Rows {
  let capacity = Math.max(64, expected);
  const rows: Rows = {
    count: 0,
    actor: new Uint32Array(capacity),
    generation: new Uint8Array(capacity),
    day: new Uint8Array(capacity),
    emitted: new Uint8Array(capacity),
    revision: new Uint8Array(capacity),
    op: new Uint8Array(capacity),
    produced: new Int32Array(capacity),
    attempted: new Int32Array(capacity),
    accepted: new Int32Array(capacity),
    push(actor, generation, day, emitted, revision, op, produced, attempted, accepted) {
      if (rows.count === capacity) grow();
      const n = rows.count++;
      rows.actor[n] = actor;
      rows.generation[n] = generation;
      rows.day[n] = day;
      rows.emitted[n] = emitted;
      rows.revision[n] = revision;
      rows.op[n] = op;
      rows.produced[n] = produced;
      rows.attempted[n] = attempted;
      rows.accepted[n] = accepted;
    },
  };
  const grow = (): void => {
    capacity = Math.ceil(capacity * 1.4);
    for (const name of ['generation', 'day', 'emitted', 'revision', 'op'] as const) {
      rows[name] = extend(rows[name], new Uint8Array(capacity));
    }
    for (const name of ['produced', 'attempted', 'accepted'] as const) {
      rows[name] = extend(rows[name], new Int32Array(capacity));
    }
    rows.actor = extend(rows.actor, new Uint32Array(capacity));
  };
  return rows;
}

function extend<T extends Uint8Array | Int32Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
