import { createHash } from 'node:crypto';
import type { Actors } from '../actors/actors.js';
import { Cipher } from '../random/cipher.js';
import { hash } from '../random/hash.js';
import type { WordHmac } from '../random/hmac.js';
import { GRAINS, type Column, type Grain } from './columns.js';

/**
 * What identifies the actors of a month: one HMAC-SHA256 per actor and month. Its first 16 bytes
 * are the pseudonym, the next 8 begin every row_id, 40 bits of the rest are the record key.
 */
export interface Identities {
  readonly words: Uint32Array;
  /** The actors in the order of their pseudonyms. */
  readonly order: Uint32Array;
}

/** Identities of a month, under the month's own key; nothing in them links two months. */
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

/** The pseudonym column of the rows from `from` up to `to`. */
export function actorColumn(
  words: Uint32Array,
  from: number,
  to: number,
  subject: (row: number) => number,
): Column {
  const values = new Uint8Array(16 * (to - from));
  for (let row = from; row < to; row++) {
    const base = 8 * subject(row);
    for (let w = 0; w < 4; w++) put(values, 16 * (row - from) + 4 * w, words[base + w]!);
  }
  return { name: 'actor', kind: 'binary16', values };
}

/** The additive record key of an actor, 40 bits, the same on all its rows of the month. */
export function actorKeyColumn(
  words: Uint32Array,
  from: number,
  to: number,
  subject: (row: number) => number,
): Column {
  const values = new BigInt64Array(to - from);
  const halves = new Int32Array(values.buffer);
  for (let row = from; row < to; row++) {
    const base = 8 * subject(row);
    halves[2 * (row - from)] = words[base + 6]!;
    halves[2 * (row - from) + 1] = words[base + 7]! & 0xff;
  }
  return { name: 'record_key', kind: 'int64', values };
}

const MASK = (1n << 63n) - 1n;

/** Sum of the record keys of the persons behind a group of a source, modulo 2^63. */
export function sourceKey(words: Uint32Array, subject: number, group: number, day: number): bigint {
  const high = hash(words[8 * subject + 6]!, group, day);
  const low = hash(words[8 * subject + 7]!, group, day);
  return ((BigInt(high) << 32n) | BigInt(low)) & MASK;
}

/** What is left of a key once others have been taken from it. */
export const keyLess = (key: bigint, taken: bigint): bigint => (key - taken) & MASK;

/**
 * Writes identifiers of rows: eight bytes of the subject's keyed hash, then a block enciphered
 * under the key of the month, which tells the rows of one subject apart and shows nothing of how.
 */
export class RowIds {
  private readonly cipher: Cipher;

  constructor(secret: string, month: number) {
    const key = createHash('sha256').update(`${secret} row ids ${month}`).digest();
    this.cipher = new Cipher([0, 4, 8, 12].map((at) => key.readUInt32BE(at)));
  }

  /** @param place two words that no other row of the subject has in the month */
  write(
    out: Uint8Array,
    at: number,
    words: Uint32Array,
    subject: number,
    high: number,
    low: number,
  ): void {
    const a = words[8 * subject + 4]!;
    const b = words[8 * subject + 5]!;
    this.cipher.encipher(high ^ a, low ^ b);
    put(out, at, a);
    put(out, at + 4, b);
    put(out, at + 8, this.cipher.out[0]!);
    put(out, at + 12, this.cipher.out[1]!);
  }
}

/** High word of a row's place: stream, grain, generation and day of the month. */
export function placeOf(stream: number, grain: Grain, generation: number, day: number): number {
  return (stream << 26) | (GRAINS.indexOf(grain) << 24) | (generation << 22) | (day << 16);
}
