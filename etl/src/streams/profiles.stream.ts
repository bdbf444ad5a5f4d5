import type { StreamDeclaration } from '../pipeline/stream.js';
import { byDepartment, cellsOfDepartments } from './common.cells.js';
import { counts, enumerated, territoryColumns } from './common.columns.js';

/** Flows of the period and month-end stocks of profiles, persons counted at the source. */
export const profiles: StreamDeclaration = {
  name: 'profiles',
  schemaVersion: 1,
  order: 'whole',
  columns: [
    ...territoryColumns,
    enumerated('age_band'),
    ...counts('opened', 'opposed', 'closed', 'activated', 'open_stock', 'activated_stock'),
  ],
  submitted: { by: 'national', total: 'activated', group: 'submissions' },
  target: byDepartment,
  cells: cellsOfDepartments('age_band'),
  atMost: [['activated_stock', 'open_stock']],
};
