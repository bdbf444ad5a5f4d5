import { readFileSync, readdirSync } from 'node:fs';
import {
  categoryIds,
  type CategoryId,
  type MeasureDescription,
  type Measures,
  type TerritoryDescription,
} from '@vigie/contract';

/** The reference tables and the catalogue, as the fixture serves them. */
const seeds = new URL('../../seeds/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, seeds), 'utf8');
const readJson = (path: string): unknown => JSON.parse(read(path));

/** Rows of a reference table, by column; quoted commas kept. */
export function table(name: string): Record<string, string>[] {
  const [head = '', ...rows] = read(`reference/${name}.csv`).trim().split('\n');
  const columns = head.split(',');
  return rows.map((row) => {
    const values = [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, value = '']) =>
      value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value,
    );
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  });
}

interface Labelled {
  id: string;
  label: { fr: string; en: string };
}

const labelled = (rows: Record<string, string>[]): Labelled[] =>
  rows.map(({ id = '', name_fr = '', name_en = '' }) => ({
    id,
    label: { fr: name_fr, en: name_en },
  }));

/** The words of a nomenclature, in its order. */
export const nomenclature = (dimension: string): Labelled[] =>
  labelled(table('nomenclatures').filter((row) => row['dimension'] === dimension));

export const territories: TerritoryDescription[] = table('territories').map((row) => ({
  id: row['id'] ?? '',
  kind: row['kind'] as TerritoryDescription['kind'],
  code: row['code'] ?? '',
  name: row['name'] ?? '',
  region: row['region'] || null,
  overseas: row['overseas'] === 'true',
  population: Number(Object.values(row)[6]),
}));

const reasonNomenclatures = [
  'withholding_reason',
  'rejection_code',
  'ins_mismatch',
  'insi_return',
] as const;

export const categoryValues: Record<CategoryId, Labelled[]> = {
  sector: labelled(table('sectors')),
  generation: labelled(table('generations')),
  age_band: labelled(table('age-bands')),
  irritant: labelled(table('irritants').filter((row) => row['parent'] === '')),
  channel: nomenclature('report_channel'),
  reason: reasonNomenclatures.flatMap(nomenclature),
  lever: labelled(table('levers')),
};

/** Which reasons a measure is split by: each has its own nomenclature. */
export function reasonsOf(measure: string): string[] {
  const name = {
    'feeding.withheld': 'withholding_reason',
    'feeding.rejected': 'rejection_code',
    'identity.mismatches': 'ins_mismatch',
    'identity.returns': 'insi_return',
  }[measure];
  return name === undefined ? [] : nomenclature(name).map(({ id }) => id);
}

type Dimensions = Measures['dimensions'];
/** Time and territory have no values; categories have theirs, and the vendor is not public. */
export const dimensions: Dimensions = (readJson('catalogue/dimensions.json') as Labelled[])
  .filter(({ id }) => id !== 'vendor')
  .map(({ id, label }) => ({
    id,
    label,
    values: categoryIds.some((category) => category === id) ? categoryValues[id as CategoryId] : [],
  }));

const levels = ['nation', 'region', 'department'] as const;

type Declared = Omit<MeasureDescription, 'cuboids'> & { cuboids: string[] };
const declared = readdirSync(new URL('catalogue/measures/', seeds))
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => readJson(`catalogue/measures/${name}`) as Declared[]);
export const measures: MeasureDescription[] = declared.map((measure) => ({
  id: measure.id,
  version: measure.version,
  theme: measure.theme,
  label: measure.label,
  definition: measure.definition,
  unit: measure.unit,
  kind: measure.kind,
  polarity: measure.polarity,
  ...(measure.target === undefined ? {} : { target: measure.target }),
  cuboids: measure.cuboids.map((id) => {
    const names = id.split('.');
    return {
      id,
      grain: names.includes('day') ? 'day' : 'month',
      level: levels.find((level) => names.includes(level)) ?? 'nation',
      categories: names.filter((name) => categoryIds.some((category) => category === name)),
    };
  }),
}));

export const states = readJson('catalogue/reason-codes.json') as Measures['states'];
