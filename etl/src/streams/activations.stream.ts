import type { StreamDeclaration } from '../pipeline/stream.js';
import { byDepartment, cellsOfDepartments } from './common.cells.js';
import { counts, enumerated, territoryColumns } from './common.columns.js';

/** Activations by where they were made and, apart, by what triggered them, by period. */
export const activations: StreamDeclaration = {
  name: 'activations',
  schemaVersion: 1,
  columns: [
    ...territoryColumns,
    enumerated('age_band'),
    ...counts('activated', 'web', 'app'),
    ...counts('mail', 'consultation', 'campaign', 'feeding_notice', 'message_notice'),
  ],
  submitted: { by: 'national', total: 'activated', group: 'more_submissions' },
  target: byDepartment,
  cells: cellsOfDepartments('age_band'),
  sums: [
    ['activated', 'web', 'app'],
    ['activated', 'mail', 'consultation', 'campaign', 'feeding_notice', 'message_notice'],
  ],
};
