import { type Cell, categoryIds } from '@vigie/contract';
import { errorClassIn } from '../../measures/error-class.js';
import { type AnswerHead } from './answer-head.js';
import { csvLines, type Field } from './csv-lines.js';
import { type Words } from './words.js';

/** A column of the French CSV: its header, and what a cell has in it. */
interface Column {
  header: string;
  field: (cell: Cell) => Field;
}

/**
 * CSV for Excel set to French: UTF-8 with its mark, semicolons, decimal commas, CRLF, jj/mm/aaaa
 * for a day and mm/aaaa for a month, words in place of codes. No `sep=`: it would undo the mark.
 * Numbers have all their digits and no grouping, so that they read back the same.
 */
export async function* toCsvFr(
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
  words: Words,
): AsyncGenerator<string> {
  const columns = columnsOf(head, words);
  yield `\u{FEFF}${csvLines([columns.map(({ header }) => header)], dialect)}`;
  for await (const page of pages) {
    const rows = page.map((cell) => columns.map(({ field }) => field(cell)));
    if (rows.length > 0) yield csvLines(rows, dialect);
  }
}

function columnsOf(head: AnswerHead, words: Words): Column[] {
  const { measure, edition } = head;
  const errorClass = errorClassIn(measure.id, edition);
  return [
    { header: 'Indicateur', field: () => measure.label.fr },
    { header: 'Code de l’indicateur', field: () => measure.id },
    { header: 'Période', field: ({ period }) => frenchPeriod(period) },
    { header: 'Territoire', field: ({ territory }) => territory },
    { header: 'Nom du territoire', field: ({ territory }) => words.territory(territory) },
    ...categoryIds.map((id) => ({
      header: words.dimension(id),
      field: ({ [id]: value }: Cell) => (value === null ? null : words.category(id, value)),
    })),
    { header: 'Valeur', field: ({ value }) => value },
    { header: 'Numérateur', field: ({ numerator }) => numerator },
    { header: 'Dénominateur', field: ({ denominator }) => denominator },
    { header: 'Unité', field: () => measure.unit.label.fr },
    { header: 'État', field: ({ state }) => words.state(state) },
    { header: 'Provisoire', field: ({ provisional }) => yesOrNo(provisional) },
    { header: 'Rectifié', field: ({ errata }) => yesOrNo(errata) },
    { header: 'Précision', field: (cell) => words.errorClass(errorClass(cell)) },
    { header: 'Édition', field: () => edition.id },
    { header: 'Version de la définition', field: () => measure.version },
    { header: 'Référence du chiffre', field: () => head.reference },
    { header: 'Données simulées', field: () => yesOrNo(edition.source.simulated) },
  ];
}

const yesOrNo = (value: boolean): string => (value ? 'oui' : 'non');

/** `2026-10-31` is 31/10/2026 and `2026-10` is 10/2026. */
export const frenchPeriod = (period: string): string => period.split('-').reverse().join('/');

const dialect = { separator: ';', end: '\r\n', decimal: ',' };
