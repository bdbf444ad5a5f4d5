import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMonth, parseMonth } from '../calendar.js';
import { createWorld } from '../world.js';
import type { Rule } from './rule.js';
import { rules } from './rules.js';

interface Case {
  readonly seed: string;
  readonly month: string;
}

/** Months in which something changes: opening, INS, exception, deadline, consent, strike. */
const TURNING_POINTS = [
  '2022-02',
  '2022-12',
  '2023-01',
  '2023-08',
  '2023-09',
  '2023-12',
  '2024-09',
  '2024-10',
  '2024-11',
  '2026-10',
];
const FROM = parseMonth('2022-02');
const TO = parseMonth('2026-10');
const RUNS = 16;

const cases = fc.record({
  seed: fc.integer({ min: 1, max: 9999 }).map(String),
  month: fc.integer({ min: FROM, max: TO }).map(formatMonth),
});

const judged = new Map<string, ReadonlyMap<Rule, readonly string[]>>();

/** What every rule says of a case: judged together, as they share most of their rows. */
function verdicts({ seed, month }: Case): ReadonlyMap<Rule, readonly string[]> {
  const key = `${seed}/${month}`;
  let found = judged.get(key);
  if (!found) {
    const world = createWorld({ seed, scenario: 'tiny', scale: 1 });
    found = new Map(rules.map((rule) => [rule, rule.violations(world, month).slice(0, 5)]));
    judged.set(key, found);
  }
  return found;
}

describe('in every world and month', () => {
  it.each(rules.map((rule) => [rule.number, rule.name, rule] as const))(
    'rule %i: %s',
    (_, __, rule) => {
      fc.assert(
        fc.property(cases, (drawn) => {
          expect(verdicts(drawn).get(rule)).toEqual([]);
        }),
        {
          seed: 20261121,
          numRuns: RUNS,
          examples: TURNING_POINTS.map((month) => [{ seed: '1', month }]),
          endOnFailure: true,
        },
      );
    },
    // The first one waits for every case to be judged.
    120_000,
  );

  it('stands for each of the thirteen causal rules', () => {
    const numbers = new Set(rules.map(({ number }) => number));
    expect([...numbers]).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
  });
});
