import type { StreamDeclaration } from '../pipeline/stream.js';
import { byDepartment, cellsOfDepartments } from './common.cells.js';
import { counts, enumerated, territoryColumns } from './common.columns.js';

/** Days of campaign among the public and inhabitants newly reached, by kind and period. */
export const campaigns: StreamDeclaration = {
  name: 'campaigns',
  schemaVersion: 1,
  columns: [...territoryColumns, enumerated('kind', 'campaign_kind'), ...counts('days', 'reached')],
  sporadic: true,
  submitted: { by: 'national', total: 'days', group: 'more_submissions' },
  target: byDepartment,
  cells: cellsOfDepartments('kind'),
};
