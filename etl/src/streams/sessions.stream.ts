import type { StreamDeclaration } from '../pipeline/stream.js';
import { byDepartment, cellsOfDepartments } from './common.cells.js';
import { counts, enumerated, territoryColumns } from './common.columns.js';

/** Visits of holders to their profile, on the website or in the application, by period. */
export const sessions: StreamDeclaration = {
  name: 'sessions',
  schemaVersion: 1,
  columns: [
    ...territoryColumns,
    enumerated('age_band'),
    enumerated('channel', 'patient_channel'),
    ...counts('sessions'),
  ],
  submitted: { by: 'national', total: 'sessions', group: 'more_submissions' },
  target: byDepartment,
  cells: cellsOfDepartments('age_band', 'channel'),
};
