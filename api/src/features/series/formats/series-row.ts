import { byCategory, type Cell, type seriesColumns } from '@vigie/contract';
import { errorClassIn } from '../../measures/error-class.js';
import { type AnswerHead } from './answer-head.js';

type Column = (typeof seriesColumns)[number];
export type SeriesRow = Readonly<Record<Column, string | number | boolean | null>>;

/** A row as the table formats hold it: the cell, and what makes sense of it once on its own. */
export const seriesRow = (head: AnswerHead, cell: Cell): SeriesRow => ({
  measure: head.measure.id,
  period: cell.period,
  territory: cell.territory,
  ...byCategory((id) => cell[id]),
  value: cell.value,
  numerator: cell.numerator,
  denominator: cell.denominator,
  unit: head.measure.unit.id,
  state: cell.state,
  provisional: cell.provisional,
  errata: cell.errata,
  error_class: errorClassIn(head.measure.id, head.edition)(cell),
  edition: head.edition.id,
  simulated: head.edition.source.simulated,
});
