import { seriesColumns } from '@vigie/contract';
import { type Bilingual, dimensions } from '@vigie/seeds/catalogue';
import { csvText } from '../cube/csv-text.js';
import { columnTypes } from '../series/formats/columns.js';
import { type Column } from '../series/formats/series-row.js';

/** What each column holds; a category is called as everywhere. */
export const columnsTable = (): string =>
  csvText([
    ['COLUMN', 'TYPE', 'LABEL_FR', 'LABEL_EN'],
    ...seriesColumns.map((name) => {
      const { fr, en } = meanings[name] ?? categoryLabels.get(name) ?? { fr: name, en: name };
      return [name, columnTypes[name], fr, en];
    }),
  ]);

const categoryLabels = new Map<string, Bilingual>(dimensions.map(({ id, label }) => [id, label]));

const meanings: Readonly<Partial<Record<Column, Bilingual>>> = {
  measure: { fr: 'Indicateur', en: 'Measure' },
  period: { fr: 'Mois (2026-10) ou jour (2026-10-31)', en: 'Month (2026-10) or day (2026-10-31)' },
  territory: { fr: 'Territoire : FR, REG-84, DEP-69', en: 'Territory: FR, REG-84, DEP-69' },
  value: {
    fr: 'Valeur, en pour cent pour un taux ; vide si la case n’en a pas',
    en: 'Value, in percent for a rate; empty where the cell has none',
  },
  numerator: { fr: 'Nombre publié qui est divisé', en: 'Published count that is divided' },
  denominator: { fr: 'Nombre publié qui divise', en: 'Published count that divides' },
  unit: { fr: 'Unité', en: 'Unit' },
  state: {
    fr: 'Pourquoi la case a une valeur ou non (etats.csv)',
    en: 'Why the cell has a value or none (etats.csv)',
  },
  provisional: { fr: 'La période n’est pas close', en: 'The period is not closed' },
  errata: {
    fr: 'Des données sont arrivées après la clôture',
    en: 'Data came after the period had closed',
  },
  error_class: {
    fr: 'De combien la valeur peut s’écarter de l’exacte (codes.csv)',
    en: 'How far the value may be from the exact one (codes.csv)',
  },
  edition: { fr: 'Édition', en: 'Edition' },
  definition_version: { fr: 'Version de la définition', en: 'Version of the definition' },
  reference: { fr: 'Référence qui rouvre le chiffre', en: 'Reference that reopens the figure' },
  simulated: { fr: 'Données simulées', en: 'Simulated data' },
};
