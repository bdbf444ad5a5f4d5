import type { Cell, MeasureDescription } from '@vigie/contract';
import { formatCount } from '../format/number.ts';
import type { FigureTable, TableCell } from '../figure/figure.ts';
import { capitalised, divides, rateWords, type Words } from '../figure/words.ts';
import type { Locale } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';
import { tableCell } from '../topics/base.ts';
import { measureOf, valuesOf, type ExtractChoices, type Level } from './choices.ts';
import { periodName } from './period-name.ts';
import type { ExtractState } from './url-state.ts';

export interface Naming {
  locale: Locale;
  words: Words;
  choices: ExtractChoices;
  state: ExtractState;
  stateLabel: (state: string) => string;
}

/** The cells of one territory and set of categories, by period. */
export interface Line {
  id: string;
  territory: string;
  name: string;
  cells: Map<string, Cell>;
}

const valueOf = (cell: Cell, category: string): string =>
  (cell as unknown as Record<string, string | null>)[category] ?? '';

/** Cells by what they are about, in the order in which they first come. */
export function linesOf(rows: readonly Cell[], naming: Naming): Line[] {
  const lines = new Map<string, Line>();
  for (const cell of rows) {
    const id = [cell.territory, ...naming.state.categories.map((one) => valueOf(cell, one))].join(
      '/',
    );
    let line = lines.get(id);
    if (line === undefined) {
      line = { id, territory: cell.territory, name: lineName(cell, naming), cells: new Map() };
      lines.set(id, line);
    }
    line.cells.set(cell.period, cell);
  }
  return [...lines.values()];
}

function lineName(cell: Cell, { state, choices }: Naming): string {
  // The shortest first: a long name cut short must not look like its neighbours.
  const parts = state.categories
    .toSorted((a, b) => longest(choices, a) - longest(choices, b))
    .map((id) => labelOf(choices, id, valueOf(cell, id)));
  // All of France says nothing where every line is about it.
  if (state.level !== 'nation' || parts.length === 0) {
    parts.unshift(territoryName(choices, cell.territory));
  }
  return parts.join(', ');
}

const longest = ({ categories }: ExtractChoices, id: string): number =>
  Math.max(
    0,
    ...(categories.find((one) => one.id === id)?.values.map(({ label }) => label.length) ?? []),
  );

const territoryName = ({ territories }: ExtractChoices, id: string): string =>
  territories.find((territory) => territory.id === id)?.name ?? id;

export const labelOf = ({ categories }: ExtractChoices, category: string, id: string): string =>
  categories.find((one) => one.id === category)?.values.find((value) => value.id === id)?.label ??
  id;

/** How many lines a question has at most, from what it keeps: known before anything is asked. */
export function expectedLines(state: ExtractState, choices: ExtractChoices): number {
  const territories = choices.territories.filter(
    ({ id, kind, region }) =>
      kind === state.level &&
      (state.territories.length === 0 ||
        state.territories.includes(id) ||
        (region !== null && state.territories.includes(region))),
  ).length;
  const measure = measureOf(choices, state.measure);
  return state.categories.reduce(
    (product, name) => {
      const category = choices.categories.find(({ id }) => id === name);
      const all = category === undefined ? 1 : valuesOf(measure, category).length;
      return product * (state.values[name]?.length ?? all);
    },
    Math.max(1, territories),
  );
}

/** The rows as the downloads have them: one for each cell, the latest period first. */
export function cellTable(
  measure: MeasureDescription,
  rows: readonly Cell[],
  caption: string,
  naming: Naming,
): FigureTable {
  const { words, locale, state, choices } = naming;
  const isRate = divides(measure);
  const parts = rateWords(words, measure, locale);
  const dimension = (id: string): string =>
    choices.categories.find((category) => category.id === id)?.label ?? id;
  const text = (value: string): TableCell => ({ text: value, align: 'text' });
  const part = (value: number | null): TableCell => ({
    text: value === null ? '–' : formatCount(value, locale),
  });
  const unit = typographic(measure.unit.label[locale], locale);
  const label = typographic(measure.label[locale], locale);
  const named =
    state.level === 'nation' ? [] : [words.extract_column_code(), levelName(state.level, words)];
  const byPeriod = rows.toSorted((a, b) =>
    a.period < b.period ? 1 : a.period > b.period ? -1 : 0,
  );
  return {
    caption,
    headers: [
      state.grain === 'day' ? words.extract_column_day() : words.column_month(),
      ...named,
      ...state.categories.map(dimension),
      measure.unit.id === 'percent' ? label : `${label} (${unit})`,
      ...(isRate ? [capitalised(parts.numerator), capitalised(parts.denominator)] : []),
    ],
    rows: byPeriod.map((cell) => ({
      header: periodName(cell.period, locale),
      cells: [
        ...(state.level === 'nation'
          ? []
          : [text(cell.territory), text(territoryName(choices, cell.territory))]),
        ...state.categories.map((id) => text(labelOf(choices, id, valueOf(cell, id)))),
        tableCell(naming, cell, measure.unit.id),
        ...(isRate ? [part(cell.numerator), part(cell.denominator)] : []),
      ],
    })),
  };
}

export const levelName = (level: Level, words: Words): string =>
  level === 'nation'
    ? words.extract_level_nation()
    : level === 'region'
      ? words.column_region()
      : words.column_department();
