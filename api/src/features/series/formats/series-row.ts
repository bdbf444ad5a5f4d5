import { type Cell, type seriesColumns } from '@vigie/contract';
import { errorClassIn } from '../../measures/error-class.js';
import { type AnswerHead } from './answer-head.js';

export type Column = (typeof seriesColumns)[number];
type Value = string | number | boolean | null;
export type SeriesRow = Readonly<Record<Column, Value>>;

/** A column of rows. Writers of numbers turn what is none into a zero or a hole, without a word. */
export const valuesOf = (rows: readonly SeriesRow[], column: Column): Value[] =>
  rows.map(({ [column]: value }) => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new Error(`a value of ${column} is not finite`);
    }
    return value;
  });

/**
 * Makes rows of cells as the table formats hold them: the cell, and what makes sense of it once on its
 * own.
 */
export function rowsOf({ measure, edition, reference }: AnswerHead): (cell: Cell) => SeriesRow {
  const errorClass = errorClassIn(measure.id, edition);
  const same = {
    measure: measure.id,
    unit: measure.unit.id,
    edition: edition.id,
    definition_version: measure.version,
    reference,
    simulated: edition.source.simulated,
  };
  return (cell) => ({ ...same, ...cell, error_class: errorClass(cell) });
}
