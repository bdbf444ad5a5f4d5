import { parts, type Part } from '@vigie/seeds/catalogue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellKeyOf } from './cell-key.js';
import { nothing, type ExactCell } from './exact-cell.js';
import { protectPart } from './protect-part.js';
import { unitReason } from './unit-rules.js';

const key = cellKeyOf(Buffer.alloc(32, 1));
const kinds = ['volume', 'actors', 'persons', 'distinct', 'events'] as const;
const part = (kind: Part['kind']): Part => {
  const found = parts.find((candidate) => candidate.kind === kind);
  if (!found) throw new Error(`no part of kind ${kind}`);
  return found;
};

/** Any cell of so many contributors; of a volume, of any concentration. */
const cells = (kind: Part['kind'], n: number): fc.Arbitrary<ExactCell> =>
  fc
    .record({
      contributions: fc.array(fc.integer({ min: 1, max: kind === 'volume' ? 400 : 1 }), {
        minLength: n,
        maxLength: n,
      }),
      keySum: fc.bigInt({ min: 0n, max: (1n << 63n) - 1n }),
      factor: fc.constantFrom(1, 1.25, 5),
      late: fc.constantFrom(0, 0, 30),
    })
    .map(({ contributions, keySum, factor, late }) => {
      const sum = contributions.reduce((total, value) => total + value, 0);
      const [x1 = 0, x2 = 0] = [...contributions].sort((a, b) => b - a);
      return { n, sum, x1, x2, keySum, expanded: factor * sum, lateX1: late };
    });

const anyCell = fc
  .tuple(fc.constantFrom(...kinds), fc.nat(40), fc.nat(12))
  .chain(([kind, persons, structures]) =>
    fc.record({
      kind: fc.constant(kind),
      portions: fc.record(
        { person: cells(kind, persons), structure: cells(kind, structures) },
        { requiredKeys: [] },
      ),
    }),
  );

describe('a protected part', () => {
  it('tells no number under eleven of what persons made, nor of one or two structures', () => {
    fc.assert(
      fc.property(anyCell, ({ kind, portions }) => {
        const { reason, raw, value } = protectPart(part(kind), portions, key);
        expect(value === null).toBe(reason !== 'ok');
        expect(raw === null).toBe(reason !== 'ok');
        if (value === null) return;
        const isOfStructures = kind !== 'volume' && (portions.person?.n ?? 0) === 0;
        expect(value).toBeGreaterThanOrEqual(isOfStructures ? 3 : 11);
        expect(Number.isInteger(value)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is withheld wherever the rules on contributors say so, whatever the key', () => {
    fc.assert(
      fc.property(anyCell, fc.uint8Array({ minLength: 32, maxLength: 32 }), (own, other) => {
        const { kind, portions } = own;
        const rule = unitReason(kind, portions);
        const reasons = [key, cellKeyOf(Buffer.from(other))].map(
          (by) => protectPart(part(kind), portions, by).reason,
        );
        // A value that noise carries under eleven is withheld too, by one key and not by another.
        for (const reason of reasons) {
          expect(rule === 'ok' ? ['ok', 'lt11'] : [rule]).toContain(reason);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('has another noise under another key, and nearly the same value', () => {
    const own = { ...nothing, n: 500, sum: 500, x1: 1, x2: 1, expanded: 500 };
    const values = Array.from({ length: 40 }, (_, k) => {
      const { value } = protectPart(
        part('actors'),
        { person: own },
        cellKeyOf(Buffer.alloc(32, k)),
      );
      return value ?? 0;
    });
    expect(new Set(values).size).toBeGreaterThan(5);
    for (const value of values) expect(Math.abs(value - 500)).toBeLessThanOrEqual(15);
  });

  it('is expanded as its cell is; a factor of one changes nothing', () => {
    const own = { ...nothing, n: 200, sum: 4_000, x1: 90, x2: 80, keySum: 5n, expanded: 4_000 };
    const volume = part('volume');
    const one = protectPart(volume, { person: own }, key);
    expect(one.value).toBe(one.raw);
    const five = protectPart(volume, { person: { ...own, expanded: 20_000 } }, key);
    expect(five.raw).toBe(one.raw);
    expect(five.value).toBe(5 * (one.raw ?? 0));
  });

  it('shows one value of one set, through whatever part', () => {
    const own = { ...nothing, n: 60, sum: 6_000, x1: 300, x2: 200, keySum: 9n, expanded: 6_000 };
    const value = (id: string, column?: string) => {
      const found = parts.find((candidate) => candidate.id === id);
      return found && protectPart(found, { person: own }, key, undefined, column).value;
    };
    expect(value('documents.accepted_by_doctors')).toBe(value('documents.accepted'));
    expect(value('ins_statuses.statuses', 'qualified')).toBe(value('ins_statuses.qualified'));
    expect(value('documents.produced')).not.toBe(value('documents.accepted'));
  });

  it('of no one is exact, zero included', () => {
    const part0 = part('events');
    expect(protectPart(part0, { none: nothing }, key)).toMatchObject({ reason: 'ok', value: 0 });
    const three = { ...nothing, n: 3, sum: 3, expanded: 3 };
    expect(protectPart(part0, { none: three }, key)).toMatchObject({ raw: 3, value: 3 });
  });

  it('is masked for vendors only where its contributors are protected', () => {
    const own = { ...nothing, n: 200, sum: 4_000, x1: 90, x2: 80, expanded: 4_000 };
    const masked = protectPart(part('volume'), { person: own }, key, 'complement');
    expect(masked).toMatchObject({ reason: 'complement', raw: null, value: null, sum: 4_000 });
    const few = { ...own, n: 4 };
    expect(protectPart(part('volume'), { person: few }, key, 'vendor_rule').reason).toBe('lt11');
  });
});
