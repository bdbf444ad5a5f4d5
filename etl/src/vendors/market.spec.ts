import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf } from './market-bands.js';
import { marketDay, passesMarketRule, type ActiveVendor } from './market-rule.js';
import { positionsOf } from './position.js';

const vendors = (...counts: readonly (readonly [n: number, sum: number])[]): ActiveVendor[] =>
  counts.map(([n, sum], at) => ({ vendor: `v${at}`, unit: 'professional', n, sum }));
const upTo = (count: number) => Array.from({ length: count }, (_, at) => 5 * (at + 1));

describe('passesMarketRule', () => {
  const four = [
    [11, 40],
    [11, 30],
    [20, 20],
    [11, 20],
  ] as const;

  it('asks for four active vendors, of eleven professionals or three structures each', () => {
    expect(passesMarketRule(vendors(...four))).toBe(true);
    expect(passesMarketRule(vendors([10, 40], ...four.slice(1)))).toBe(false);
    const structures = vendors(...four).map((own) => ({
      ...own,
      unit: 'structure' as const,
      n: 3,
    }));
    expect(passesMarketRule(structures)).toBe(true);
    expect(passesMarketRule(structures.map((own) => ({ ...own, n: 2 })))).toBe(false);
  });

  it('asks for the rule on vendors besides', () => {
    expect(passesMarketRule(vendors([50, 900], ...four.slice(1)))).toBe(false);
  });

  it('waits for a month that ended a month ago', () => {
    expect(marketDay('2026-09')).toBe('2026-11-01');
    expect(marketDay('2026-12')).toBe('2027-02-01');
  });
});

describe('bandOf', () => {
  it('is the mean of three or four around its place, in whole points', () => {
    expect(bandOf([10, 20, 30, 40, 50, 60, 70, 80], 'median')).toBe(45);
    expect(bandOf([10, 20, 30, 40, 50, 63, 70, 80, 90], 'median')).toBe(51);
    expect(bandOf(upTo(13), 'first_quartile')).toBe(20);
    expect(bandOf(upTo(13), 'third_quartile')).toBe(50);
  });

  it('needs seven others for a median and twelve for a quartile', () => {
    expect(bandOf(upTo(7), 'median')).toBeUndefined();
    expect(bandOf(upTo(8), 'median')).toBeDefined();
    expect(bandOf(upTo(12), 'first_quartile')).toBeUndefined();
    expect(bandOf(upTo(12), 'third_quartile')).toBeUndefined();
    expect(bandOf(upTo(13), 'third_quartile')).toBeDefined();
  });

  it('does not depend on who has which rate', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(upTo(14), { minLength: 13 }),
        (rates) =>
          bandOf(rates, 'median') ===
          bandOf(
            [...rates].sort((a, b) => b - a),
            'median',
          ),
      ),
      { seed: 20261122 },
    );
  });
});

describe('positionsOf', () => {
  const named = (rates: readonly number[]) =>
    new Map(rates.map((rate, at) => [`v${at}`, rate] as const));

  it('tells quarters where there are enough, fewer bins elsewhere, none under eight', () => {
    expect(new Set(positionsOf(named(upTo(16))).values())).toContainEqual({ bin: 4, bins: 4 });
    expect(positionsOf(named(upTo(14))).get('v0')).toEqual({ bin: 1, bins: 3 });
    expect(positionsOf(named(upTo(8))).get('v7')).toEqual({ bin: 2, bins: 2 });
    expect(positionsOf(named(upTo(7))).size).toBe(0);
  });

  it('leaves three others in every bin, keeps equal rates together, and the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 24 }), (rates) => {
        const positions = positionsOf(named(rates));
        const bins = Map.groupBy(positions, ([, { bin }]) => bin);
        for (const members of bins.values()) expect(members.length).toBeGreaterThanOrEqual(4);
        rates.forEach((rate, at) => {
          rates.forEach((other, beside) => {
            const [one, two] = [positions.get(`v${at}`)?.bin, positions.get(`v${beside}`)?.bin];
            if (one === undefined || two === undefined) return;
            if (rate === other) expect(one).toBe(two);
            else if (rate < other) expect(one).toBeLessThanOrEqual(two);
          });
        });
      }),
      { seed: 20261122 },
    );
  });
});
