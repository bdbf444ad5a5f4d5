import { describe, expect, it } from 'vitest';
import { deviation, findDrops, type DayVolume } from './drop.js';

const volume = (submitter: string, total: number, before: number[], stream = 's'): DayVolume => ({
  stream,
  submitter,
  day: '2026-11-20',
  total,
  before,
});
const steady = [1000, 1010, 990, 1000];

/** A count of a given mean, by multiplying uniforms (Knuth), from a small generator of its own. */
function poissonCounts(seed: number, mean: number, count: number): number[] {
  let state = seed;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / 4294967297;
  };
  return Array.from({ length: count }, () => {
    let product = uniform();
    let k = 0;
    for (const bound = Math.exp(-mean); product > bound; product *= uniform()) k += 1;
    return k;
  });
}

describe('a deviation', () => {
  it('is zero for what is expected, and below for less', () => {
    expect(deviation(1000, steady)).toBeCloseTo(0);
    expect(deviation(900, steady)).toBeLessThan(-2.5);
    expect(deviation(1100, steady)).toBeGreaterThan(2.5);
  });

  it('of Poisson counts about their own mean has a spread near one', () => {
    const counts = poissonCounts(7, 100, 20_000);
    const all = Array.from({ length: 4000 }, (_, n) => {
      const [count = 0, ...before] = counts.slice(5 * n, 5 * n + 5);
      return deviation(count, before);
    });
    const mean = all.reduce((sum, z) => sum + z, 0) / all.length;
    const spread = Math.sqrt(all.reduce((sum, z) => sum + (z - mean) ** 2, 0) / all.length);
    expect(Math.abs(mean)).toBeLessThan(0.05);
    // Below one, since the dispersion is never taken to be under that of a Poisson count.
    expect(spread).toBeGreaterThan(0.8);
    expect(spread).toBeLessThan(1.05);
    // The level beyond which a drop is told: none of four thousand weeks without one.
    expect(all.filter((z) => z < -4)).toHaveLength(0);
  });

  it('counts for less where earlier weeks already varied', () => {
    expect(deviation(500, [1000, 1500, 600, 900])).toBeGreaterThan(-2);
    expect(deviation(500, steady)).toBeLessThan(-15);
  });
});

describe('a sudden drop', () => {
  it('is told of the submitter that fell, against the same weekday of four weeks', () => {
    const found = findDrops([volume('a', 300, steady), volume('b', 1005, steady)]);
    expect(found).toEqual([
      {
        name: 'drop',
        stream: 's',
        period: '2026-11-20',
        submitter: 'a',
        outcome: 'warn',
        observed: 300,
        expected: 1000,
        detail: expect.stringMatching(
          /^70 % below the usual, \d+\.\d standard deviations$/,
        ) as string,
      },
    ]);
  });

  it('is told of one that sends nothing at all', () => {
    const found = findDrops([volume('a', 0, steady), volume('b', 1005, steady)]);
    expect(found.map(({ submitter }) => submitter)).toEqual(['a']);
  });

  it('is not told on a holiday, when all fall alike in all streams', () => {
    const holiday = (stream: string): DayVolume[] => [
      volume('a', 300, steady, stream),
      volume('b', 310, steady, stream),
      volume('c', 305, steady, stream),
    ];
    expect(findDrops([...holiday('s'), ...holiday('t'), ...holiday('u')])).toEqual([]);
  });

  it('is told of the stream, not of each submitter, when one stream falls and the others do not', () => {
    const all = (stream: string, total: number): DayVolume[] =>
      ['a', 'b', 'c'].map((submitter) => volume(submitter, total, steady, stream));
    const found = findDrops([...all('s', 300), ...all('t', 1000), ...all('u', 1000)]);
    expect(found).toMatchObject([{ stream: 's', submitter: '', observed: 900, expected: 3000 }]);
  });

  it('is told of who falls beyond the others on a holiday', () => {
    const found = findDrops([
      volume('a', 20, steady),
      volume('b', 500, steady),
      volume('c', 510, steady),
      ...['a', 'b', 'c'].map((submitter) => volume(submitter, 500, steady, 't')),
    ]);
    expect(found.map(({ submitter }) => submitter)).toEqual(['a']);
  });

  it.each([
    ['too small a volume', volume('a', 1, [40, 41, 39, 40])],
    ['too few weeks', volume('a', 300, [1000, 1000])],
    ['a share that may be chance', volume('a', 620, steady)],
    ['weeks that always varied', volume('a', 500, [1000, 1900, 300, 1200])],
  ])('is not told for %s', (_, one) => {
    expect(findDrops([one, volume('b', 1000, steady)])).toEqual([]);
  });
});
