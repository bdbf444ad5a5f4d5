import type { StreamDeclaration } from '../pipeline/stream.js';
import { byDepartment, cellsOfDepartments } from './common.cells.js';
import { counts, enumerated, territoryColumns } from './common.columns.js';

/** Persons told that a profile would open, profiles opened, opposed and closed, by period. */
export const openings: StreamDeclaration = {
  name: 'openings',
  schemaVersion: 1,
  columns: [
    ...territoryColumns,
    enumerated('age_band'),
    ...counts('informed', 'informed_email', 'informed_post'),
    ...counts('opened', 'opposed', 'opposed_email', 'opposed_post', 'closed'),
  ],
  submitted: { by: 'national', total: 'opened', group: 'more_submissions' },
  target: byDepartment,
  cells: cellsOfDepartments('age_band'),
  sums: [
    ['informed', 'informed_email', 'informed_post'],
    ['opposed', 'opposed_email', 'opposed_post'],
  ],
};
