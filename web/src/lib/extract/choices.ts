import type { Edition, Measures } from '@vigie/contract';
import { addDays, addMonths } from '../format/date.ts';
import type { Locale } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';
import type { PageTerritory } from '../page/territory.ts';

export const levels = ['nation', 'region', 'department'] as const;
export type Level = (typeof levels)[number];
export const grains = ['month', 'day'] as const;
export type Grain = (typeof grains)[number];

/** A published crossing of a measure: the only ones that may be asked for. */
export interface Cuboid {
  grain: Grain;
  level: Level;
  categories: readonly string[];
}

export interface ExtractMeasure {
  id: string;
  label: string;
  theme: string;
  cuboids: readonly Cuboid[];
  /** Values of its categories, by category, where it cannot have them all. */
  values?: Readonly<Record<string, readonly string[]>>;
}

export interface Category {
  id: string;
  label: string;
  values: readonly { id: string; label: string }[];
}

/** First and last period that may be asked for, and the period shown when none is. */
export interface Span {
  first: string;
  last: string;
  from: string;
  to: string;
}

/** All that the page may be asked, light enough to be carried by it. */
export interface ExtractChoices {
  measures: readonly ExtractMeasure[];
  /** Category dimensions with their values, in the order of the catalogue. */
  categories: readonly Category[];
  territories: readonly PageTerritory[];
  spans: Readonly<Record<Grain, Span>>;
}

/** Shown first: the flow that the whole programme is about. */
const favourite = 'feeding.rate';
/** Two years show a season twice. */
const usualMonths = 24;
const usualDays = 31;

export const defaultMeasure = ({ measures }: ExtractChoices): string =>
  (measures.find(({ id }) => id === favourite) ?? measures[0])?.id ?? favourite;

/** What is shown of a measure when no split is asked for: the coarsest it is published by. */
export function defaultCuboid(measure: ExtractMeasure): Cuboid {
  const byRank = measure.cuboids.toSorted((a, b) => rank(a) - rank(b));
  return byRank[0] ?? { grain: 'month', level: 'nation', categories: [] };
}

const rank = ({ grain, level, categories }: Cuboid): number =>
  grains.indexOf(grain) * 100 + categories.length * 10 + levels.indexOf(level);

/** A measure by its id; one without any split where none has it. */
export const measureOf = (choices: ExtractChoices, id: string): ExtractMeasure =>
  choices.measures.find((measure) => measure.id === id) ?? {
    id,
    label: id,
    theme: '',
    cuboids: [],
  };

/** The values of a category that a measure can have, in their order. */
export const valuesOf = (measure: ExtractMeasure, { id, values }: Category): Category['values'] => {
  const own = measure.values?.[id];
  return own === undefined ? values : values.filter((value) => own.includes(value.id));
};

export function choicesOf(
  measures: Measures,
  territories: readonly PageTerritory[],
  edition: Edition,
  history: { first: string; last: string },
  locale: Locale,
): ExtractChoices {
  const order = measures.dimensions.map(({ id }) => id);
  const crossed = new Set(
    measures.measures.flatMap(({ cuboids }) => cuboids).flatMap((c) => c.categories),
  );
  const to = edition.data_through_month ?? history.last;
  const from = addMonths(to, 1 - usualMonths);
  // A day is first published two days later.
  const lastDay = addDays(edition.feed_day, -2);
  return {
    measures: measures.measures.map(({ id, label, theme, cuboids, values }) => ({
      id,
      label: typographic(label[locale], locale),
      theme,
      cuboids: cuboids.map(({ grain, level, categories }) => ({
        grain,
        level,
        categories: categories.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
      })),
      ...(values === undefined ? {} : { values }),
    })),
    categories: measures.dimensions
      .filter(({ id }) => crossed.has(id))
      .map(({ id, label, values }) => ({
        id,
        label: typographic(label[locale], locale),
        values: values.map((value) => ({
          id: value.id,
          label: typographic(value.label[locale], locale),
        })),
      })),
    territories,
    spans: {
      month: { ...history, from: from < history.first ? history.first : from, to },
      day: {
        first: `${history.first}-01`,
        last: lastDay,
        from: addDays(lastDay, 1 - usualDays),
        to: lastDay,
      },
    },
  };
}
