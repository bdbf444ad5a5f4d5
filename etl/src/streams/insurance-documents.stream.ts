import type { StreamDeclaration } from '../pipeline/stream.js';
import { byDepartment, cellsOfDepartments } from './common.cells.js';
import { counts, enumerated, territoryColumns } from './common.columns.js';

/** Documents that the Assurance Maladie adds to profiles, by type and month. */
export const insuranceDocuments: StreamDeclaration = {
  name: 'insurance_documents',
  schemaVersion: 1,
  columns: [
    ...territoryColumns,
    enumerated('age_band'),
    enumerated('document_type', 'insurance_document_type'),
    ...counts('added'),
  ],
  monthly: true,
  submitted: { by: 'national', total: 'added', group: 'more_submissions' },
  target: byDepartment,
  cells: cellsOfDepartments('age_band', 'document_type'),
};
