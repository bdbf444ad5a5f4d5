import type { StreamDeclaration } from '../pipeline/stream.js';
import { byDepartment, cellsOfDepartments } from './common.cells.js';
import { counts, enumerated, territoryColumns } from './common.columns.js';

/** Documents that holders add to their own profile, by type and month. */
export const patientDocuments: StreamDeclaration = {
  name: 'patient_documents',
  schemaVersion: 1,
  columns: [
    ...territoryColumns,
    enumerated('age_band'),
    enumerated('document_type', 'patient_document_type'),
    ...counts('added'),
  ],
  monthly: true,
  submitted: { by: 'national', total: 'added', group: 'more_submissions' },
  target: byDepartment,
  cells: cellsOfDepartments('age_band', 'document_type'),
};
