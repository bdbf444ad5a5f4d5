import { byCategory, type CategoryId, categoryIds, type Cell } from '@vigie/contract';
import { addDays } from '@vigie/contract/formulas';
import {
  categoryValues,
  cuboids,
  type Measure,
  measures,
  parts,
  valuesOf,
} from '@vigie/seeds/catalogue';
import { territories } from '@vigie/seeds/reference';
import { createHash } from 'node:crypto';
import { cuboidOf } from '../features/measures/declaration.js';
import { type TestDatabase } from './database.js';

/** The column `reason` is the state of a cell, so that category is called otherwise. */
const columnOf = <Id extends CategoryId>(id: Id) =>
  (id === 'reason' ? 'motive' : id) as Id extends 'reason' ? 'motive' : Id;
type CategoryColumn = ReturnType<typeof columnOf<CategoryId>>;

/** A row of `published.cell`, as the etl writes it. */
export interface PublishedRow extends Record<CategoryColumn, string> {
  measure: string;
  cuboid: string;
  period: string;
  territory: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  reason: string;
  provisional: boolean;
  errata: boolean;
  publication: number;
  valid_from: number;
  valid_to: number | null;
}

export const months = ['2026-08', '2026-09', '2026-10'];
/** Enough days by region for an answer of several pages. */
export const days = Array.from({ length: 400 }, (_, index) => addDays('2025-10-01', index));
/** The measure whose declaration and figures the second edition changes. */
export const revised = 'feeding.documents';
export const firstLabel = {
  fr: 'Documents alimentés (ancien nom)',
  en: 'Documents fed (old name)',
};
const revisedMonth = '2026-09';

const categoryOf = (row: PublishedRow, id: CategoryId): string => row[columnOf(id)];

/** Every cell of two editions; the second closes and replaces one month of one measure. */
export function publishedWorld(): PublishedRow[] {
  const first = measures.flatMap((measure) => measure.cuboids.flatMap((id) => cells(measure, id)));
  const isRevised = (row: PublishedRow): boolean =>
    row.measure === revised && row.period === revisedMonth;
  const second = first.filter(isRevised).map((row) => ({
    ...row,
    valid_from: 2,
    provisional: false,
    value: row.value === null ? null : row.value + 1_000,
  }));
  const closed = first.map((row) => (isRevised(row) ? { ...row, valid_to: 2 } : row));
  return [...closed, ...second];
}

/** The same question asked of the rows in memory, the naive way. */
export function oracle(
  rows: readonly PublishedRow[],
  edition: number,
  keep: (row: PublishedRow) => boolean,
): Cell[] {
  const key = (row: PublishedRow): string =>
    [row.period, row.territory, ...categoryIds.map((id) => categoryOf(row, id))].join('\u0001');
  return rows
    .filter(({ valid_from, valid_to }) => {
      return valid_from <= edition && (valid_to === null || valid_to > edition);
    })
    .filter(keep)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((row) => ({
      period: row.period,
      territory: row.territory,
      ...byCategory((id) => categoryOf(row, id) || null),
      value: row.value,
      numerator: row.numerator,
      denominator: row.denominator,
      state: row.reason,
      provisional: row.provisional,
      errata: row.errata,
    }));
}

/** Writes the world as the etl would: reference, editions 1 to 3 of which 2 is current. */
export async function publishWorld({ owner }: TestDatabase, rows: PublishedRow[]): Promise<void> {
  await insert(owner, 'reference.territory', territories.map(withValidity));
  await insert(
    owner,
    'reference.category',
    categoryIds.flatMap((dimension) =>
      categoryValues[dimension].map((one, rank) => ({ ...one, dimension, rank })),
    ),
  );
  await insert(owner, 'reference.source', [source]);
  await insert(owner, 'published.cell', rows);
  for (const feedDay of ['2026-11-02', '2026-11-09', '2026-11-20']) {
    await owner.query(
      `INSERT INTO published.vintage (feed_day, published_at, data_through_month)
       VALUES ($1, $2, '2026-10')`,
      [feedDay, `${feedDay}T05:00:00Z`],
    );
  }
  for (const edition of [1, 2, 3]) {
    for (const measure of measures) await declare(owner, edition, declaration(edition, measure));
  }
  await owner.query('INSERT INTO published.current VALUES (true, 2)');
}

const source = {
  only: true,
  world: 'w1',
  simulated: true,
  seed: '1',
  scenario: 'default',
  scale: '0.2',
  history_from: '2022-01',
  history_through: '2026-10-22',
  strata: [{ id: 'mdv', factor: 5 }],
};

const withValidity = (territory: object): object => ({ ...territory, valid_from: '2022-01-01' });

const declaration = (edition: number, measure: Measure): Measure =>
  edition === 1 && measure.id === revised ? { ...measure, label: firstLabel } : measure;

async function declare(
  owner: TestDatabase['owner'],
  edition: number,
  measure: Measure,
): Promise<void> {
  const body = JSON.stringify(measure);
  const hash = createHash('sha256').update(body).digest('hex');
  await owner.query(
    'INSERT INTO published.definition VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [hash, measure.id, measure.version, body],
  );
  await owner.query('INSERT INTO published.vintage_definition VALUES ($1, $2, $3)', [
    edition,
    measure.id,
    hash,
  ]);
}

const insert = (
  owner: TestDatabase['owner'],
  table: string,
  rows: readonly object[],
): Promise<unknown> =>
  owner.query(
    `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );

function cells(measure: Measure, cuboid: string): PublishedRow[] {
  const { grain, level, categories } = cuboidOf(cuboid);
  const part = parts.find(({ id }) => id === measure.numerator);
  const declared = cuboids.find(({ id }) => id === cuboid);
  const periods = grain === 'month' ? months : days;
  if (part === undefined) throw new Error(`no part ${measure.numerator}`);
  const places = territories.filter(({ kind }) => kind === level);
  const crossings = categoryIds.reduce<Record<string, string>[]>(
    (all, id) => {
      const values = categories.includes(id) ? valuesOf(part, id, declared) : [''];
      return all.flatMap((one) => values.map((value) => ({ ...one, [columnOf(id)]: value })));
    },
    [{}],
  );
  return periods
    .flatMap((period) => places.map(({ id: territory }) => ({ period, territory })))
    .flatMap((place) => crossings.map((crossing) => ({ ...place, ...crossing })))
    .map((key, index) => ({
      ...{ measure: measure.id, cuboid },
      ...(key as Pick<PublishedRow, 'period' | 'territory' | CategoryColumn>),
      ...figures(measure, index),
      ...{ provisional: key.period === months.at(-1), errata: index % 97 === 0 },
      ...{ publication: 1, valid_from: 1, valid_to: null },
    }));
}

/** Figures that differ from row to row; some are withheld, some have many decimals. */
function figures(
  measure: Measure,
  index: number,
): Pick<PublishedRow, 'value' | 'numerator' | 'denominator' | 'reason'> {
  const nothing = { value: null, numerator: null, denominator: null };
  if (index % 13 === 0) return { ...nothing, reason: 'lt11' };
  if (index % 29 === 0) return { ...nothing, reason: 'not_received' };
  const numerator = (index * 7919) % 100_003;
  if (measure.kind === 'count') return { ...nothing, value: numerator, reason: 'ok' };
  if (measure.kind === 'quantile') return { ...nothing, value: numerator / 1_001, reason: 'ok' };
  const denominator = numerator + 17;
  const times = measure.kind === 'mean' ? 1 : 100;
  return { value: (times * numerator) / denominator, numerator, denominator, reason: 'ok' };
}
