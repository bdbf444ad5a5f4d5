import { type PublishedRow } from './published-world.js';

/** What the world publishes of one irritant in a month; null for a secret. */
export interface TrackedMonth {
  month: string;
  reports: number | null;
  resolved?: number | null;
  reopened?: number | null;
  provisional?: boolean;
}

const nothing = {
  sector: '',
  generation: '',
  age_band: '',
  channel: '',
  motive: '',
  profession: '',
  document_type: '',
  detail: '',
};

const row = (
  measure: string,
  category: { irritant: string; lever: string },
  month: string,
  value: number | null,
  change: Partial<PublishedRow> = {},
): PublishedRow => ({
  ...nothing,
  ...category,
  measure,
  cuboid: category.lever === '' ? 'irritant.month.nation' : 'lever.month.nation',
  period: month,
  territory: 'FR',
  value,
  numerator: null,
  denominator: null,
  reason: value === null ? 'lt11' : 'ok',
  provisional: false,
  errata: false,
  publication: 3,
  valid_from: 1,
  valid_to: null,
  ...change,
});

/** The published cells of an irritant, by month. */
export const irritantRows = (irritant: string, months: readonly TrackedMonth[]): PublishedRow[] =>
  months.flatMap(({ month, reports, resolved = 0, reopened = 0, provisional = false }) =>
    Object.entries({ reports, resolved, reopened }).map(([name, value]) =>
      row(`irritants.${name}`, { irritant, lever: '' }, month, value, { provisional }),
    ),
  );

/** The published deployments of a lever in a month. */
export const leverRow = (
  lever: string,
  month: string,
  value: number,
  change: Partial<PublishedRow> = {},
): PublishedRow => row('levers.deployed', { irritant: '', lever }, month, value, change);
