import type { StreamDeclaration } from '../pipeline/stream.js';
import { byDepartment, cellsOfDepartments } from './common.cells.js';
import { counts, enumerated, territoryColumns } from './common.columns.js';

/** Holders who filled in their medical profile or entered a measurement: flows, month-end stocks. */
export const medicalProfiles: StreamDeclaration = {
  name: 'medical_profiles',
  schemaVersion: 1,
  columns: [
    ...territoryColumns,
    enumerated('age_band'),
    ...counts('completed', 'measured', 'completed_stock', 'measured_stock'),
  ],
  submitted: { by: 'national', total: 'completed', group: 'more_submissions' },
  target: byDepartment,
  cells: cellsOfDepartments('age_band'),
};
