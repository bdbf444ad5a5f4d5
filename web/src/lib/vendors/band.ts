import type { Cell, Series } from '@vigie/contract';
import { changeSince } from '../figure/curves.ts';
import type { Choice } from '../filters/nearest.ts';

/** Median and quartiles of one group of products, by month. */
export interface BandGroup {
  id: string;
  name: string;
  median: ReadonlyMap<string, Cell>;
  first: ReadonlyMap<string, Cell>;
  third: ReadonlyMap<string, Cell>;
}

/** Answers of the three measures to one question, those that are published. */
export interface BandAnswers {
  median: Series;
  first: Series | null;
  third: Series | null;
}

/** Groups by sector or generation in the order given; those without any cell are left out. */
export function bandGroups(
  answers: BandAnswers,
  key: 'sector' | 'generation',
  groups: readonly Choice[],
): BandGroup[] {
  return groups.flatMap(({ id, label }) => {
    const median = monthsOf(answers.median, key, id);
    if (median.size === 0) return [];
    const first = monthsOf(answers.first, key, id);
    const third = monthsOf(answers.third, key, id);
    return [{ id, name: label, median, first, third }];
  });
}

function monthsOf(
  answer: Series | null,
  key: 'sector' | 'generation',
  id: string,
): Map<string, Cell> {
  const cells = answer?.rows.filter((cell) => cell[key] === id) ?? [];
  return new Map(cells.map((cell) => [cell.period, cell]));
}

/** The three values of a month, null where they are not published. */
export interface BandValues {
  median: number | null;
  first: number | null;
  third: number | null;
  /** Distance of the quartiles in points, null as soon as one of them is not published. */
  spread: number | null;
}

export function bandAt(group: BandGroup, month: string): BandValues {
  const value = (cells: ReadonlyMap<string, Cell>): number | null =>
    cells.get(month)?.value ?? null;
  const [median, first, third] = [value(group.median), value(group.first), value(group.third)];
  const spread = first === null || third === null ? null : third - first;
  return { median, first, third, spread };
}

/** Change of a group's median over a year in points, or null where it cannot be told. */
export const yearChange = ({ id, median }: BandGroup, month: string): number | null =>
  changeSince(new Map([[id, median]]), id, month, 12)?.difference ?? null;

/** The groups with the lowest and the highest of a value; ties go to the first group. */
export function extremes<T extends { name: string }>(
  groups: readonly T[],
  valueOf: (group: T) => number | null,
): { low: { name: string; value: number }; high: { name: string; value: number } } | null {
  const known = groups
    .map((group) => ({ name: group.name, value: valueOf(group) }))
    .filter((each): each is { name: string; value: number } => each.value !== null)
    .sort((a, b) => a.value - b.value);
  const [low, high] = [known[0], known.at(-1)];
  return low === undefined || high === undefined || known.length < 2 ? null : { low, high };
}
