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

type Named = Partial<Record<'id' | 'name_fr' | 'name_en', string>>;
const labelled = (rows: readonly Named[]): Labelled[] =>
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

const terms = (...dimensions: readonly string[]): Labelled[] => dimensions.flatMap(nomenclature);
/** Columns that are values of a category and have names of their own. */
const columnNames = Object.fromEntries(
  Object.entries(readJson('catalogue/column-names.json') as Record<string, Named[]>).map(
    ([name, rows]) => [name, labelled(rows)],
  ),
);

export const categoryValues: Record<CategoryId, Labelled[]> = {
  sector: labelled(table('sectors')),
  generation: labelled(table('generations')),
  age_band: labelled(table('age-bands')),
  irritant: labelled(table('irritants').filter((row) => row['parent'] === '')),
  channel: terms('report_channel', 'document_channel', 'patient_channel'),
  reason: [
    ...terms('insi_return', 'ins_mismatch', 'withholding_reason', 'rejection_code'),
    ...(columnNames['denial'] ?? []),
    ...terms('software_reason'),
  ],
  lever: labelled(table('levers')),
  profession: labelled(table('professions')),
  document_type: ['document-types', 'patient-document-types', 'insurance-document-types'].flatMap(
    (name) => labelled(table(name)),
  ),
  detail: [
    ...terms('ins_status', 'ins_evidence', 'insi_mode', 'insi_latency'),
    ...(columnNames['ins_card'] ?? []),
    ...terms('consultation_access', 'consultation_mode', 'legal_basis', 'mailbox'),
    ...terms('message_format').map((term) => ({ ...term, id: term.id.toLowerCase() })),
    ...terms('activation_trigger', 'os', 'software_event', 'training_format', 'incident_service'),
    ...terms('campaign_kind', 'programme_state', 'catalogue_step'),
    ...terms('strand').filter(({ id }) => id !== 'dmp'),
  ],
};

type Dimensions = Measures['dimensions'];
interface Opened {
  id: string;
  roles: string[];
}
/** What the public may ask for: the fixture knows no other reader. */
const isOpen = ({ roles }: Opened): boolean => roles.includes('public');
/** Time and territory have no values; categories have theirs. */
export const dimensions: Dimensions = (
  readJson('catalogue/dimensions.json') as (Labelled & Opened)[]
)
  .filter(isOpen)
  .map(({ id, label }) => ({
    id,
    label,
    values: categoryIds.some((category) => category === id) ? categoryValues[id as CategoryId] : [],
  }));

const levels = ['nation', 'region', 'department'] as const;
const openCuboids = new Set(
  (readJson('catalogue/cuboids.json') as Opened[]).filter(isOpen).map(({ id }) => id),
);

interface Part {
  id: string;
  label?: Labelled['label'];
  by?: { dimension: string; columns: string[] };
  values?: Record<string, string[]>;
}
const parts = new Map((readJson('catalogue/parts.json') as Part[]).map((part) => [part.id, part]));

type Declared = Omit<MeasureDescription, 'cuboids'> & {
  cuboids: string[];
  numerator: string;
  denominator?: string;
};
const declared = readdirSync(new URL('catalogue/measures/', seeds))
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => readJson(`catalogue/measures/${name}`) as Declared[]);

/** What the parts of a measure say of it. */
function made({ numerator, denominator = '' }: Declared): Partial<MeasureDescription> {
  const [over, under] = [parts.get(numerator), parts.get(denominator)];
  const values = { ...over?.values, ...(over?.by && { [over.by.dimension]: over.by.columns }) };
  return {
    ...(Object.keys(values).length > 0 && { values }),
    ...(over?.label &&
      under?.label && { parts: { numerator: over.label, denominator: under.label } }),
  };
}

export const measures: MeasureDescription[] = declared
  .map((measure) => ({
    id: measure.id,
    version: measure.version,
    theme: measure.theme,
    label: measure.label,
    definition: measure.definition,
    unit: measure.unit,
    kind: measure.kind,
    polarity: measure.polarity,
    ...(measure.target === undefined ? {} : { target: measure.target }),
    ...made(measure),
    cuboids: measure.cuboids
      .filter((id) => openCuboids.has(id))
      .map((id) => {
        const names = id.split('.');
        return {
          id,
          grain: names.includes('day') ? ('day' as const) : ('month' as const),
          level: levels.find((level) => names.includes(level)) ?? 'nation',
          categories: names.filter((name) => categoryIds.some((category) => category === name)),
        };
      }),
  }))
  .filter(({ cuboids }) => cuboids.length > 0);

export const states = readJson('catalogue/reason-codes.json') as Measures['states'];
