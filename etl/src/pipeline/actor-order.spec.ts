import { describe, expect, it } from 'vitest';
import { inActorOrder } from './actor-order.js';

const actorsOf = (first: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(16 * first.length);
  first.forEach((byte, row) => (bytes[16 * row] = byte));
  return bytes;
};

describe('rows in the order of actors', () => {
  it('are left as they stand when they already are', () => {
    const rows = Int32Array.of(0, 1, 2, 3);
    expect(inActorOrder(actorsOf([1, 1, 2, 200]), rows)).toBe(rows);
  });

  it('bring an actor’s rows together, in the order in which they came', () => {
    const rows = inActorOrder(actorsOf([9, 1, 9, 1, 255]), Int32Array.of(0, 1, 2, 3, 4));
    expect([...rows]).toEqual([1, 3, 0, 2, 4]);
  });

  it('concern the given rows alone', () => {
    expect([...inActorOrder(actorsOf([9, 1, 5]), Int32Array.of(0, 2))]).toEqual([2, 0]);
  });
});
