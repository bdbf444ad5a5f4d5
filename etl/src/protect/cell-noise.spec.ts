import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellKeyOf } from './cell-key.js';
import { noisyValue, relativeCap, volumeSpread } from './cell-noise.js';
import { nothing, together, type ExactCell, type Portions } from './exact-cell.js';

const bytes = Buffer.alloc(32, 1);
const key = cellKeyOf(bytes);
const volume = 'documents/volume/accepted';
const actors = 'documents/actors/accepted';
/** The noisy value of a family, whose name says its kind. */
const noisy = (family: string, portions: Portions, by = key): number | null =>
  noisyValue({ kind: family === volume ? 'volume' : 'actors' }, family, portions, by);
const cell = (own: Partial<ExactCell>): ExactCell => ({ ...nothing, ...own });
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the spread of a volume', () => {
  it.each([
    ['a quarter of the largest', { n: 900, sum: 100_000, x1: 2_000 }, 500],
    ['3 % of the sum at the most', { n: 100, sum: 10_000, x1: 2_000 }, 300],
    ['less with more contributors', { n: 1_600, sum: 100_000, x1: 20_000 }, 1_000],
    ['0.5 % of the sum for thousands', { n: 1_000_000, sum: 1_000_000, x1: 100_000 }, 5_000],
    ['that of a frequency at the least', { n: 200, sum: 300, x1: 4 }, Math.sqrt(10)],
    ['35 % of a late change', { n: 900, sum: 100_000, x1: 2_000, lateX1: 4_000 }, 1_400],
  ])('is %s', (_, own, spread) => {
    expect(volumeSpread(cell(own))).toBeCloseTo(spread, 10);
  });

  it('is capped from 3 % down to 0.5 %, never rising with contributors', () => {
    expect([3, 177, 178, 6_400, 1e9].map(relativeCap)).toEqual([
      0.03,
      0.03,
      0.4 / Math.sqrt(178),
      0.005,
      0.005,
    ]);
  });
});

describe('noise', () => {
  it('derives from the key, the part, the contributors and their sum, as documented', () => {
    const own = cell({ n: 50, sum: 50, x1: 1, x2: 1, keySum: 123n });
    const hex = createHmac('sha256', bytes).update(`${actors}|123|50`).digest('hex');
    const uniform = Number(BigInt(`0x${hex}`) >> 204n) / 2 ** 52;
    expect(key.uniform(actors, 123n, 50)).toBe(uniform);
    expect(noisy(actors, { person: own })).toBeTypeOf('number');
  });

  it('is added to persons and not to structures', () => {
    const person = cell({ n: 60, sum: 60, keySum: 9n });
    const structure = cell({ n: 7, sum: 7, keySum: 8n });
    expect(noisy(actors, { structure })).toBe(7);
    const alone = noisy(actors, { person }, key) ?? 0;
    expect(noisy(actors, { person, structure })).toBe(alone + 7);
    const counts = Array.from({ length: 50 }, (_, k) =>
      noisy(actors, { person: { ...person, keySum: BigInt(k) } }),
    );
    expect(new Set(counts).size).toBeGreaterThan(5);
  });

  it('is of a whole volume, whoever shares in it', () => {
    const person = cell({ n: 60, sum: 6_000, x1: 300, x2: 200, keySum: 9n });
    const structure = cell({ n: 7, sum: 700, x1: 250, x2: 100, keySum: 8n });
    const whole = together({ person, structure });
    expect(whole).toMatchObject({ n: 67, sum: 6_700, x1: 300, x2: 250, keySum: 17n });
    expect(noisy(volume, { person, structure })).toBe(noisy(volume, { person: whole }));
  });

  it('is another one for another family', () => {
    const person = cell({ n: 400, sum: 400, x1: 1, x2: 1, keySum: 77n });
    const families = Array.from({ length: 30 }, (_, k) => `documents/actors/${k}`);
    expect(new Set(families.map((family) => noisy(family, { person }))).size).toBeGreaterThan(5);
  });

  it('is the same for the same contributors and sum, at every level', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 11, max: 10_000 }),
        fc.bigInt({ min: 0n, max: (1n << 63n) - 1n }),
        fc.integer({ min: 1, max: 500 }),
        (n, keySum, mean) => {
          const own = cell({ n, sum: n * mean, x1: 3 * mean, x2: 2 * mean, keySum });
          const again = cellKeyOf(Buffer.from(bytes));
          for (const of of [volume, actors]) {
            expect(noisy(of, { person: { ...own } }, again)).toBe(noisy(of, { person: own }));
          }
        },
      ),
    );
  });

  it('changes with the sum, so that a change is not told by a difference', () => {
    const differences = Array.from({ length: 2_000 }, (_, k) => {
      const at = (sum: number): number =>
        noisy(volume, { person: cell({ n: 500, sum, x1: 40, keySum: BigInt(k) }) }, key) ?? 0;
      return at(10_001) - at(10_000);
    });
    const told = differences.filter((difference) => difference === 1).length;
    expect(told / differences.length).toBeLessThan(0.1);
  });

  it('is of mean 0 and of the variance that is declared', () => {
    const draws = Array.from({ length: 20_000 }, (_, k) => BigInt(k) * 7_919n);
    const counts = draws.map(
      (keySum) => (noisy(actors, { person: cell({ n: 400, sum: 400, keySum }) }, key) ?? 0) - 400,
    );
    const sums = draws.map((keySum) => {
      const own = cell({ n: 400, sum: 100_000, x1: 4_000, keySum });
      return ((noisy(volume, { person: own }, key) ?? 0) - 100_000) / volumeSpread(own);
    });
    // Five standard errors of a mean and of a variance over 20,000 draws.
    expect(Math.abs(mean(counts))).toBeLessThan(5 * Math.sqrt(10 / 20_000));
    expect(Math.abs(mean(counts.map((noise) => noise ** 2)) - 10)).toBeLessThan(0.5);
    expect(Math.abs(mean(sums))).toBeLessThan(5 / Math.sqrt(20_000));
    expect(Math.abs(mean(sums.map((z) => z ** 2)) - 1)).toBeLessThan(0.05);
    expect(Math.max(...sums.map(Math.abs))).toBeLessThanOrEqual(4.75);
  });
});
