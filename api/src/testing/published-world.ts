import { type Cell } from '@vigie/contract';
import { type Measure, measures, parts } from '@vigie/seeds/catalogue';
import { ageBands, generations, sectors, territories } from '@vigie/seeds/reference';
import { createHash } from 'node:crypto';
import { cuboidOf } from '../features/measures/declaration.js';
import { type TestDatabase } from './database.js';

/** A row of `published.cell`, as the etl writes it. */
export interface PublishedRow {
  measure: string;
  cuboid: string;
  period: string;
  territory: string;
  sector: string;
  generation: string;
  age_band: string;
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
export const days = Array.from({ length: 400 }, (_, index) =>
  new Date(Date.UTC(2025, 9, 1 + index)).toISOString().slice(0, 10),
);
/** The measure whose declaration and figures the second edition changes. */
export const revised = 'feeding.documents';
export const firstLabel = {
  fr: 'Documents alimentés (ancien nom)',
  en: 'Documents fed (old name)',
};
const revisedMonth = '2026-09';

const categoryValues: Readonly<Record<string, readonly string[]>> = {
  sector: sectors.map(({ id }) => id),
  generation: generations.map(({ id }) => id),
  age_band: ageBands.map(({ id }) => id),
};

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
    [row.period, row.territory, row.sector, row.generation, row.age_band].join('\u0001');
  return rows
    .filter(({ valid_from, valid_to }) => {
      return valid_from <= edition && (valid_to === null || valid_to > edition);
    })
    .filter(keep)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((row) => ({
      period: row.period,
      territory: row.territory,
      sector: row.sector === '' ? null : row.sector,
      generation: row.generation === '' ? null : row.generation,
      age_band: row.age_band === '' ? null : row.age_band,
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
  await insert(owner, 'reference.category', [
    ...sectors.map((one, rank) => ({ dimension: 'sector', rank, ...one })),
    ...generations.map((one) => ({ dimension: 'generation', ...one })),
    ...ageBands.map((one, rank) => ({ dimension: 'age_band', rank, ...one })),
  ]);
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
  const periods = grain === 'month' ? months : days;
  if (part === undefined) throw new Error(`no part ${measure.numerator}`);
  const values = (dimension: string): readonly string[] =>
    categories.includes(dimension) ? (categoryValues[dimension] ?? []) : [''];
  const rows: PublishedRow[] = [];
  for (const period of periods)
    for (const { id: territory } of territories.filter(({ kind }) => kind === level))
      for (const sector of values('sector'))
        for (const generation of values('generation'))
          for (const age_band of values('age_band'))
            rows.push({
              ...{ measure: measure.id, cuboid, period, territory, sector, generation, age_band },
              ...figures(measure, rows.length),
              ...{ provisional: period === months.at(-1), errata: rows.length % 97 === 0 },
              ...{ publication: 1, valid_from: 1, valid_to: null },
            });
  return rows;
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
  const denominator = numerator + 17;
  return { value: (100 * numerator) / denominator, numerator, denominator, reason: 'ok' };
}
