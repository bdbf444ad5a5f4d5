import type { StreamDeclaration } from '../pipeline/stream.js';
import { cellsOfNation } from './common.cells.js';
import { counts, enumerated, nationColumns } from './common.columns.js';

/** Services on their way into the catalogue, by step: those that enter it, and month-end stocks. */
export const catalogue: StreamDeclaration = {
  name: 'catalogue',
  schemaVersion: 1,
  columns: [...nationColumns, enumerated('step', 'catalogue_step'), ...counts('entered', 'stock')],
  sporadic: true,
  submitted: { by: 'national', total: 'entered', group: 'more_submissions' },
  target: { kind: 'partitioned', distribution: 'step' },
  cells: cellsOfNation('step'),
};
