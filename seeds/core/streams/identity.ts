import type { Actors } from '../actors/actors.js';
import { hash } from '../random/hash.js';
import type { WordHmac } from '../random/hmac.js';
import type { Column } from './part.js';

/**
 * What identifies the actors of a month: one HMAC-SHA256 per actor and month. Its first 16 bytes
 * are the pseudonym, the next 8 begin every row_id, 40 bits of the rest are the record key.
 */
export interface Identities {
  readonly words: Uint32Array;
  /** The actors in the order of their pseudonyms. */
  readonly order: Uint32Array;
}

/** Identities of a month; nothing in them links one month to another. */
export function createIdentities(hmac: WordHmac, actors: Actors, month: number): Identities {
  const { count } = actors;
  const words = new Uint32Array(8 * count);
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    hmac.digest(actors.id[i]!, month, words, 8 * i);
    // The first 32 bits and the index share the 53 bits of a number, so that the sort is native.
    keys[i] = words[8 * i]! * 0x100000 + i;
  }
  keys.sort();
  const order = Uint32Array.from(keys, (key) => key % 0x100000);
  for (let k = 1; k < count; k++) {
    for (let j = k; j > 0 && isAfter(words, order[j - 1]!, order[j]!); j--) {
      [order[j - 1], order[j]] = [order[j]!, order[j - 1]!];
    }
  }
  return { words, order };
}

/** Whether two actors whose first words are equal are in the wrong order. */
function isAfter(words: Uint32Array, a: number, b: number): boolean {
  return words[8 * a] === words[8 * b] && words[8 * a + 1]! > words[8 * b + 1]!;
}

const put = (bytes: Uint8Array, at: number, word: number): void => {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
};

/**
 * The columns row_id, actor and record_key.
 * @param actor index of the row's actor
 * @param place 32 bits that tell the row from the actor's others in the month
 */
export function identityColumns(
  words: Uint32Array,
  from: number,
  to: number,
  actor: (row: number) => number,
  place: (row: number) => number,
): { rowId: Column; actor: Column; recordKey: Column } {
  const ids = new Uint8Array(16 * (to - from));
  const pseudonyms = new Uint8Array(16 * (to - from));
  const keys = new BigInt64Array(to - from);
  const halves = new Int32Array(keys.buffer);
  for (let row = from; row < to; row++) {
    const at = 16 * (row - from);
    const base = 8 * actor(row);
    for (let w = 0; w < 4; w++) put(pseudonyms, at + 4 * w, words[base + w]!);
    rowId(ids, at, words[base + 4]!, words[base + 5]!, place(row));
    halves[2 * (row - from)] = words[base + 6]!;
    halves[2 * (row - from) + 1] = words[base + 7]! & 0xff;
  }
  return {
    rowId: { name: 'row_id', kind: 'binary16', values: ids },
    actor: { name: 'actor', kind: 'binary16', values: pseudonyms },
    recordKey: { name: 'record_key', kind: 'int64', values: keys },
  };
}

/** Writes a row_id: eight bytes of the keyed hash, four mixed with the place, the place. */
export function rowId(out: Uint8Array, at: number, high: number, low: number, place: number): void {
  put(out, at, high);
  put(out, at + 4, low);
  put(out, at + 8, hash(high, low, place));
  put(out, at + 12, place);
}
