import { describe, expect, it } from 'vitest';
import { formatMonth, parseMonth } from '../calendar.js';
import { isMonthly } from '../tally/stream.js';
import { createWorld, STREAM_NAMES } from '../world.js';
import { STREAMS } from './streams.js';

/** Months in which something begins, ends or peaks, and some between them. */
const MONTHS = [
  '2022-02', '2022-05', '2022-06', '2022-07', '2022-11', '2023-02', '2023-06', '2023-09', '2023-10',
  '2023-12', '2024-03', '2024-06', '2024-09', '2024-12', '2025-03', '2025-06', '2025-09', '2025-12',
  '2026-03', '2026-06', '2026-09', '2026-10',
]; // prettier-ignore

const EVERY = Array.from({ length: 58 }, (_, m) => formatMonth(parseMonth('2022-01') + m));

/** Dimensions whose values are registers and grow with the market. */
const REGISTERS = ['vendor', 'release', 'sector', 'territory'];
/** A satisfaction wave is named by its month, a yearly file by its year. */
const hasBegun = (word: string): boolean => !/^20\d\d(-\d\d)?$/.test(word) || word < '2026-11';

describe('the scenario `edge`', () => {
  const world = createWorld({ seed: '1', scenario: 'edge', scale: 1 });

  it.each(STREAMS.map((stream) => [stream.name, stream] as const))(
    'shows every value and every count of %s',
    (name, { book }) => {
      const absent = new Map(
        book.dimensions
          .filter((dimension) => !REGISTERS.includes(dimension.name))
          .map((dimension) => [dimension.name, new Set(dimension.words.filter(hasBegun))]),
      );
      const zero = new Set<string>();
      const counted = new Set<string>();
      for (const month of name === 'lever_deployments' ? EVERY : MONTHS) {
        const part = world.part(name, 'month', parseMonth(month));
        for (const column of part.columns(0, part.rows)) {
          if (column.kind === 'text') {
            const left = absent.get(column.name);
            for (const code of new Set(column.codes)) left?.delete(column.words[code]!);
          }
          if (column.kind !== 'int32') continue;
          (column.values.some((value) => value > 0) ? counted : zero).add(column.name);
        }
      }
      const words = [...absent].flatMap(([dimension, left]) =>
        [...left].map((word) => `${dimension}=${word}`),
      );
      const shown = STREAMS.find((stream) => stream.name === name)!.detailed ? words : [];
      expect([...shown, ...[...zero].filter((count) => !counted.has(count))]).toEqual([]);
    },
  );
});

describe('the default world', () => {
  it('holds at most 25 million rows', () => {
    const world = createWorld({ seed: '1', scenario: 'default', scale: 0.2 });
    const at = ['2022-01', '2022-09', '2023-06', '2024-03', '2025-01', '2025-12', '2026-10'].map(
      parseMonth,
    );
    let rows = 0;
    for (const name of STREAM_NAMES) {
      const archive = at.map((month) => world.part(name, 'month', month).rows);
      for (let n = 1; n < at.length; n++) {
        rows += ((archive[n - 1]! + archive[n]!) / 2) * (at[n]! - at[n - 1]!);
      }
      rows += (archive[0]! + archive.at(-1)!) / 2;
      const stream = STREAMS.find((declared) => declared.name === name);
      const isDeclared = stream !== undefined && isMonthly(stream);
      // Journals of September and October 2026, and of the first 21 days of November.
      rows += world.part(name, 'day', parseMonth('2026-10')).rows * (isDeclared ? 2 : 2.7);
    }
    expect(rows).toBeLessThan(25e6);
    expect(rows).toBeGreaterThan(15e6);
  }, 240_000);
});
