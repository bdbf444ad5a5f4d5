import type { StreamDeclaration } from '../pipeline/stream.js';
import { byDepartment, cellsOfDepartments } from './common.cells.js';
import { counts, enumerated, territoryColumns } from './common.columns.js';

/** Downloads of the mobile application by system and period. */
export const appDownloads: StreamDeclaration = {
  name: 'app_downloads',
  schemaVersion: 1,
  columns: [...territoryColumns, enumerated('os'), ...counts('downloads')],
  submitted: { by: 'national', total: 'downloads', group: 'more_submissions' },
  target: byDepartment,
  cells: cellsOfDepartments('os'),
};
