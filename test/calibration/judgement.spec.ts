import { createWorld } from '@vigie/core';
import { publishedFigures, type PublishedFigure } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { holds } from '../bench/reporter.js';
import { NotCarried } from './cells.js';
import { metrics } from './figures.js';
import { boundOf, compare, judge, promises, toleranceOf, type Judgement } from './judgement.js';
import type { Metric } from './metric.js';
import { Observation } from './observation.js';

const figure: PublishedFigure = {
  id: 'PF900',
  metric: 'some',
  definition_en: 'Documents',
  scope: 'national',
  period: '2024-10',
  value: 100,
  unit: 'documents',
  confidence: 'quoted',
  source: 'here',
};
const feed = new Observation(createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 }));
const none = (): undefined => undefined;
const answering = (value: number): Metric => ({
  kind: 'flow',
  reading: 'so many',
  simulate: () => value,
});
const verdict = (metric: Metric, changes: Partial<PublishedFigure> = {}): string =>
  judge({ ...figure, ...changes }, metric, feed, none).verdict;

describe('the judgement of a published figure', () => {
  it('tolerates more of what is less exact', () => {
    expect(toleranceOf('stock', 'quoted')).toBe(0.05);
    expect(toleranceOf('year', 'quoted')).toBe(0.05);
    expect(toleranceOf('flow', 'quoted')).toBe(0.1);
    expect(toleranceOf('share', 'quoted')).toBe(0.1);
    expect(toleranceOf('stock', 'approx')).toBe(0.2);
  });

  it('compares values up to and with the tolerance, on both sides', () => {
    expect([89.9, 90, 110, 110.1].map((value) => compare(100, value, 0.1))).toEqual([
      'outside',
      'within',
      'within',
      'outside',
    ]);
    expect(compare(100, Number.NaN, 0.1)).toBe('outside');
  });

  it('takes bounds as inequalities, whatever the distance', () => {
    const least = { definition_en: 'Documents (lower bound)' };
    expect(verdict(answering(100), least)).toBe('holds');
    expect(verdict(answering(99.9), least)).toBe('broken');
    expect(verdict(answering(5), { definition_en: 'Share (upper bound: less than)' })).toBe(
      'holds',
    );
    expect(verdict(answering(101), { definition_en: 'Share, up to' })).toBe('broken');
  });

  it('finds the bounds of the published list in their definitions', () => {
    const ids = (bound: string): string[] =>
      publishedFigures
        .filter(({ definition_en, metric }) => {
          const kind = metrics[metric]?.kind;
          return (
            boundOf(definition_en) === bound && kind !== 'constant' && kind !== 'inexpressible'
          );
        })
        .map(({ id }) => id);
    expect(ids('≥').join(' ')).toMatchInlineSnapshot(
      `"PF029 PF031 PF033 PF063 PF070 PF074 PF075 PF077 PF078 PF079 PF080 PF089 PF139 PF142 PF143 PF144 PF145 PF146 PF150 PF163 PF194 PF195 PF204 PF216 PF231 PF263 PF275 PF285"`,
    );
    expect(ids('≤').join(' ')).toMatchInlineSnapshot(`"PF028 PF064 PF071 PF140 PF153 PF154"`);
  });

  it('waits for a stream that is not there, and gives the reason of what cannot be said', () => {
    const missing: Metric = {
      kind: 'flow',
      reading: 'so many',
      simulate: () => {
        throw new NotCarried('stream letters');
      },
    };
    expect(judge(figure, missing, feed, none)).toMatchObject({
      verdict: 'pending',
      reason: 'the feed carries no stream letters',
    });
    expect(judge(figure, { kind: 'inexpressible', reason: 'outside' }, feed, none)).toMatchObject({
      verdict: 'not expressible',
      reason: 'outside',
    });
    expect(verdict(answering(100), { period: '2030-01' })).toBe('not expressible');
  });

  it('checks a constant against the reference data', () => {
    const against = (value: number, differs: string | null = null): string =>
      judge(figure, undefined, feed, () => ({ value, differs })).verdict;
    expect(against(100)).toBe('agrees');
    expect(against(101)).toBe('differs');
    expect(against(101, 'of another year')).toBe('explained');
  });
});

describe('the promises', () => {
  const some = (count: number, judged: Partial<Judgement>): Judgement[] =>
    Array.from({ length: count }, () => ({
      figure,
      heldOut: false,
      verdict: 'within',
      limit: 0.1,
      ...judged,
    }));
  const broken = (judgements: Judgement[]): string[] =>
    promises(judgements)
      .filter((promise) => holds(promise) === false)
      .map(({ name }) => name);

  it('are kept by 120 figures of which 90 %, and 75 % of those held out, are good', () => {
    const kept = [
      ...some(99, {}),
      ...some(1, { verdict: 'outside' }),
      ...some(12, { heldOut: true, verdict: 'holds' }),
      ...some(4, { heldOut: true, verdict: 'broken' }),
      ...some(10, {}),
    ];
    expect(broken(kept)).toEqual([]);
    expect(broken(kept.slice(7))).toEqual(['judged']);
    expect(broken([...kept, ...some(1, { heldOut: true, verdict: 'broken' })])).toEqual([
      'within tolerance, held out (17)',
    ]);
    expect(broken([...kept, ...some(9, { verdict: 'outside' })])).toEqual([
      'within tolerance (135)',
    ]);
  });

  it('are broken by what is pending and by a constant that differs', () => {
    const { limit: _, ...open } = some(1, {})[0]!;
    expect(
      broken([...some(120, {}), ...some(8, { heldOut: true }), { ...open, verdict: 'pending' }]),
    ).toEqual(['pending']);
    expect(
      broken([...some(120, {}), ...some(8, { heldOut: true }), { ...open, verdict: 'differs' }]),
    ).toEqual(['constants that differ']);
  });
});
