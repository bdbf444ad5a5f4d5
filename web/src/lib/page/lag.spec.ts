import { describe, expect, it } from 'vitest';
import { answerOf, cellWith } from '../../../dev/topic-series.ts';
import { wordsOf } from '../../../dev/words.ts';
import { addMonths } from '../format/date.ts';
import { lagsOf } from './lag-sentence.ts';
import { lagOf, type Values } from './lag.ts';

const first = '2022-01';
const curve = (values: (number | null)[]): Values => {
  const months = new Map(values.map((value, index) => [addMonths(first, index), value]));
  return (month) => months.get(month) ?? null;
};
const last = (values: readonly unknown[]): string => addMonths(first, values.length - 1);

describe('lag of a curve behind another', () => {
  const nation = [10, 12, 14, 16, 18, 20];

  it('is the months since the other had that value', () => {
    const own = [6, 8, 10, 12, 13, 14];
    expect(lagOf(curve(own), curve(nation), first, last(own))).toEqual({
      kind: 'behind',
      months: 3,
    });
    expect(lagOf(curve(nation), curve(own), first, last(own))).toEqual({
      kind: 'ahead',
      months: 3,
    });
  });

  it('is the same both ways for random growing curves', () => {
    for (let seed = 1; seed <= 200; seed++) {
      let state = seed;
      const draw = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
      const grow = (): number[] => {
        let value = draw() * 5;
        return Array.from({ length: 30 }, () => (value += 0.1 + draw()));
      };
      const [a, b] = [grow(), grow()];
      const there = lagOf(curve(a), curve(b), first, last(a));
      const back = lagOf(curve(b), curve(a), first, last(a));
      const mirrored = { behind: 'ahead', behind_at_least: 'ahead_at_least' } as const;
      const swap = (kind: string): string =>
        kind in mirrored
          ? mirrored[kind as keyof typeof mirrored]
          : kind.replace('ahead', 'behind');
      expect({ ...back, kind: swap(back.kind) }, `seed ${seed}`).toEqual(there);
    }
  });

  it('shifts exactly: a curve and itself some months later', () => {
    for (let shift = 1; shift < 12; shift++) {
      const leader = Array.from({ length: 30 }, (_, month) => 5 + month * 1.5);
      const own = leader.map((value) => value - 1.5 * shift);
      const lag = lagOf(curve(own), curve(leader), first, last(own));
      expect(lag).toEqual({ kind: 'behind', months: shift });
    }
  });

  it('says at least, where the other began above', () => {
    const own = [1, 2, 3, 4, 5, 6];
    expect(lagOf(curve(own), curve(nation), first, last(own))).toEqual({
      kind: 'behind_at_least',
      months: 5,
    });
  });

  it('cannot be calculated across a hole or without a value', () => {
    const hole = [10, 12, 14, null, 18, 20];
    expect(lagOf(curve([6, 8, 10, 12, 13, 14]), curve(hole), first, '2022-06').kind).toBe(
      'unknown',
    );
    expect(lagOf(curve([6, 8, 10, 12, 13, null]), curve(nation), first, '2022-06').kind).toBe(
      'unknown',
    );
  });

  it('is none under half a month', () => {
    const own = [10, 12, 14, 16, 18, 19.4];
    expect(lagOf(curve(own), curve(nation), first, '2022-06').kind).toBe('same');
    expect(lagOf(curve(nation), curve(nation), first, '2022-06').kind).toBe('same');
  });
});

describe('lag of a territory in words', () => {
  const period = '2026-09';
  const value = { FR: 60, 'DEP-971': 70, 'DEP-15': 50 };
  const rows = Object.entries(value).map(([territory, one]) =>
    cellWith({ territory, period, value: one }),
  );
  const own = { id: 'DEP-971', name: 'Guadeloupe' };
  const lags = (peers: { id: string; name: string }[]) =>
    lagsOf({
      words: wordsOf('fr'),
      answers: [answerOf('feeding.rate', rows)],
      month: period,
      own,
      nation: { id: 'FR' },
      peers,
      leaderNamed: (name) => name,
    });

  it('leads where others are compared, and not where it is alone', () => {
    expect(lags([own, { id: 'DEP-15', name: 'Cantal' }])).toMatchObject({
      leader: null,
      leads: true,
    });
    expect(lags([own])).toMatchObject({ leader: null, leads: false });
  });
});
