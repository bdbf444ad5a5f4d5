import type { StreamDeclaration } from '../pipeline/stream.js';
import { cellsOfNation } from './common.cells.js';
import { counts, enumerated, nationColumns } from './common.columns.js';

/** Software referenced for the Ségur waves, by sector: in the period, and month-end stocks. */
export const referencing: StreamDeclaration = {
  name: 'referencing',
  schemaVersion: 1,
  columns: [...nationColumns, enumerated('sector'), ...counts('referenced', 'stock')],
  sporadic: true,
  submitted: { by: 'national', total: 'referenced', group: 'more_submissions' },
  target: { kind: 'partitioned', distribution: 'sector' },
  cells: cellsOfNation('sector'),
};
