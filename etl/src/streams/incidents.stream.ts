import type { StreamDeclaration } from '../pipeline/stream.js';
import { cellsOfNation } from './common.cells.js';
import { counts, enumerated, nationColumns } from './common.columns.js';

/** Interruptions of national services, or of the software of one vendor, and their hours. */
export const incidents: StreamDeclaration = {
  name: 'incidents',
  schemaVersion: 1,
  columns: [
    ...nationColumns,
    { ...enumerated('sector'), optional: true },
    { ...enumerated('vendor'), optional: true },
    enumerated('service', 'incident_service'),
    ...counts('incidents', 'hours'),
  ],
  sporadic: true,
  submitted: { by: 'national', total: 'incidents', group: 'more_submissions' },
  target: { kind: 'partitioned', distribution: 'service' },
  cells: cellsOfNation('service', 'sector', 'vendor'),
};
