import type { Cell } from '@vigie/contract';
import { listOf, lowered } from '../topics/base.ts';
import type { Site } from './site.ts';
import type { PageTerritory } from './territory.ts';

export interface Placed {
  territory: PageTerritory;
  cell: Cell;
  value: number;
  /** Place from the lowest, from zero; those that read alike share the first. */
  position: number;
  /** Rank from the highest, as it is written: `3`, or `3=` where several share it. */
  rank: string;
}

export interface Unplaced {
  territory: PageTerritory;
  cell: Cell | undefined;
}

/** What is shown of a value: two that read alike are not ranked apart. */
const read = (value: number, whole: boolean): number =>
  whole ? Math.round(value) : Math.round(value * 10) / 10;

/**
 * Territories of a month, lowest first; ties in the order of the ids, so that the order never
 * changes on its own. Those without a published value are kept apart, never dropped.
 */
export function rankedOf(
  rows: readonly Cell[],
  territories: readonly PageTerritory[],
  month: string,
): { placed: Placed[]; hidden: Unplaced[] } {
  const cells = new Map(
    rows.filter((cell) => cell.period === month).map((cell) => [cell.territory, cell]),
  );
  const all = territories.map((territory) => ({ territory, cell: cells.get(territory.id) }));
  const whole = rows.every(
    (cell) => cell.denominator === null && Number.isInteger(cell.value ?? 0),
  );
  const sorted = all
    .flatMap(({ territory, cell }) =>
      cell === undefined || cell.value === null ? [] : [{ territory, cell, value: cell.value }],
    )
    .sort(
      (a, b) =>
        read(a.value, whole) - read(b.value, whole) || a.territory.id.localeCompare(b.territory.id),
    );
  const keys = sorted.map(({ value }) => read(value, whole));
  return {
    placed: sorted.map((entry, index) => {
      const key = keys[index];
      const above = keys.filter((other) => key !== undefined && other > key).length;
      const shared = keys.filter((other) => other === key).length > 1;
      const position = sorted.length - 1 - above;
      return { ...entry, position, rank: `${above + 1}${shared ? '=' : ''}` };
    }),
    hidden: all
      .filter(({ cell }) => cell === undefined || cell.value === null)
      .sort((a, b) => a.territory.id.localeCompare(b.territory.id)),
  };
}

/** « Non classés : Mayotte (non reçu) et Cantal (moins de 11 observés). », or none. */
export function hiddenSentence(
  { words, locale, stateLabel }: Pick<Site, 'words' | 'locale' | 'stateLabel'>,
  hidden: readonly Unplaced[],
): string[] {
  if (hidden.length === 0) return [];
  const named = hidden.map(({ territory, cell }) =>
    words.ranking_unplaced_one({
      name: territory.name,
      state: cell === undefined ? words.state_absent() : lowered(stateLabel(cell.state)),
    }),
  );
  return [words.ranking_unplaced({ list: listOf(named, locale) })];
}
