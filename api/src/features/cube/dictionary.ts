import {
  calendarDays,
  duePeriods,
  type Edition,
  type EditionQuality,
  type TerritoryDescription,
} from '@vigie/contract';
import { dimensions, errorClasses, reasonCodes, type Role } from '@vigie/seeds/catalogue';
import { type PublishedEdition } from '../edition/published-editions.query.js';
import { type CategoryValue } from '../measures/categories.query.js';
import { type Declaration, mayReadCuboid, readableCuboids } from '../measures/declaration.js';
import { referenceOf } from '../references/question-reference.js';
import { wholeSeries } from '../series/question.js';
import { csvText, type Field } from './csv-text.js';
import { confidentialityCodes, observationCodes, sdmxStatus } from './sdmx-status.js';

/** The measures of an edition, with the cuboids that the role may read. */
export const measuresTable = (declarations: readonly Declaration[], role: Role): string =>
  csvText([
    [
      ...['MEASURE', 'VERSION', 'THEME', 'LABEL_FR', 'LABEL_EN', 'DEFINITION_FR', 'DEFINITION_EN'],
      ...['KIND', 'UNIT_MEASURE', 'UNIT_FR', 'UNIT_EN', 'NUMERATOR_FR', 'NUMERATOR_EN'],
      ...['DENOMINATOR_FR', 'DENOMINATOR_EN', 'POLARITY', 'TARGET', 'TARGET_PERIOD'],
      ...['TARGET_SOURCE', 'CUBOIDS'],
    ],
    ...declarations.map((one): Field[] => [
      ...[one.id, one.version, one.theme, one.label.fr, one.label.en],
      ...[one.definition.fr, one.definition.en, one.kind],
      ...[one.unit.id, one.unit.label.fr, one.unit.label.en],
      ...[one.parts?.numerator.fr ?? null, one.parts?.numerator.en ?? null],
      ...[one.parts?.denominator.fr ?? null, one.parts?.denominator.en ?? null, one.polarity],
      ...[one.target?.value ?? null, one.target?.period ?? null, one.target?.source ?? null],
      readableCuboids(one, role)
        .map(({ id }) => id)
        .join(' '),
    ]),
  ]);

/** Codes of every column that has some: dimensions, statuses, states, error classes. */
export function codesTable(values: readonly CategoryValue[], role: Role): string {
  const open = dimensions.filter(
    ({ id, axis }) => axis === 'category' && mayReadDimension(id, role),
  );
  const rows: Field[][] = [
    ...open.flatMap(({ id, label }) => [
      [id.toUpperCase(), '_T', `${label.fr} : non croisé`, `${label.en}: not crossed`],
      ...values
        .filter(({ dimension }) => dimension === id)
        .map((value) => [id.toUpperCase(), value.id, value.nameFr, value.nameEn]),
    ]),
    ...observationCodes.map(({ id, label }) => ['OBS_STATUS', id, label.fr, label.en]),
    ...confidentialityCodes.map(({ id, label }) => ['CONF_STATUS', id, label.fr, label.en]),
    ...errorClasses.map(({ id, label }) => ['ERROR_CLASS', id, label.fr, label.en]),
  ];
  return csvText([['COLUMN', 'CODE', 'LABEL_FR', 'LABEL_EN'], ...rows]);
}

// A cuboid of that dimension alone is read by whoever may read the dimension.
const mayReadDimension = (id: string, role: Role): boolean =>
  mayReadCuboid(role, [id, 'month', 'nation'].sort().join('.'));

/** The states of a cell, with their statuses. */
export const statesTable = (): string =>
  csvText([
    ['STATE', 'OBS_STATUS', 'CONF_STATUS', 'LABEL_FR', 'LABEL_EN', 'SENTENCE_FR', 'SENTENCE_EN'],
    ...reasonCodes.map(({ id, label, sentence }) => {
      const { observation, confidentiality } = sdmxStatus({ state: id, provisional: false });
      return [id, observation, confidentiality, label.fr, label.en, sentence.fr, sentence.en];
    }),
  ]);

export const territoriesTable = (territories: readonly TerritoryDescription[]): string =>
  csvText([
    ['REF_AREA', 'LEVEL', 'CODE', 'NAME', 'REGION'],
    ...territories.map(({ id, kind, code, name, region }) => [id, kind, code, name, region]),
  ]);

/** The editions up to this one, latest first. */
export const editionsTable = (editions: readonly PublishedEdition[]): string =>
  csvText([
    ['EDITION', 'FEED_DAY', 'PUBLISHED_AT', 'DATA_THROUGH_MONTH', 'WITHDRAWN_AT', 'BECAUSE'],
    ...editions.map(({ id, feed_day, published_at, data_through_month, withdrawal }) => [
      ...[id, feed_day, published_at, data_through_month],
      ...[withdrawal?.withdrawn_at ?? null, withdrawal?.because ?? null],
    ]),
  ]);

/** What the protection of an edition costs its readers, by measure and by level. */
export const qualityTable = (quality: EditionQuality | null): string =>
  csvText([
    ['WHAT', 'OF', 'MONTHS', 'PERCENT'],
    ...Object.entries(quality?.masked ?? {}).flatMap(([measure, masked]) =>
      Object.entries(masked).map(([what, share]): Field[] => [
        ...[`masked_${what}`, measure, quality?.months ?? null, share],
      ]),
    ),
    ...Object.entries(quality?.error ?? {}).map(([level, error]): Field[] => [
      ...['median_error', level, quality?.months ?? null, error],
    ]),
  ]);

/** What reopens each series of the cube: a cuboid of a measure, over all of its periods. */
export const referencesTable = (
  declarations: readonly Declaration[],
  edition: Edition,
  territories: readonly TerritoryDescription[],
): string =>
  csvText([
    ['MEASURE', 'CUBOID', 'REFERENCE'],
    ...declarations.flatMap((declaration) =>
      readableCuboids(declaration, 'public').map((cuboid): Field[] => {
        const question = wholeSeries(declaration, cuboid, edition.id);
        return [declaration.id, cuboid.id, referenceOf(question, edition, territories)];
      }),
    ),
  ]);

/** What the days after an edition are to publish. */
export const calendarTable = (feedDay: string): string =>
  csvText([
    ['DUE_ON', 'TIME_PERIOD', 'PUBLICATION', 'FINAL'],
    ...duePeriods(feedDay, calendarDays).map(({ due_on, period, publication }) => [
      ...[due_on, period, publication, publication === 3 ? 'oui' : 'non'],
    ]),
  ]);
