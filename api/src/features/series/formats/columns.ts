import { byCategory } from '@vigie/contract';
import { type Column } from './series-row.js';

/** What each column of a table holds, in every format that has types; any may be without a value. */
export const columnTypes: Readonly<Record<Column, 'text' | 'number' | 'integer' | 'boolean'>> = {
  measure: 'text',
  period: 'text',
  territory: 'text',
  ...byCategory(() => 'text' as const),
  value: 'number',
  numerator: 'number',
  denominator: 'number',
  unit: 'text',
  state: 'text',
  provisional: 'boolean',
  errata: 'boolean',
  error_class: 'text',
  edition: 'integer',
  definition_version: 'integer',
  reference: 'text',
  simulated: 'boolean',
};
