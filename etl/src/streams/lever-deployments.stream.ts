import type { StreamDeclaration } from '../pipeline/stream.js';
import { cellsOfNation } from './common.cells.js';
import { counts, enumerated, nationColumns } from './common.columns.js';

/** Levers deployed, by a release of a vendor or for the whole country, by period. */
export const leverDeployments: StreamDeclaration = {
  name: 'lever_deployments',
  schemaVersion: 1,
  columns: [
    ...nationColumns,
    { ...enumerated('vendor'), optional: true },
    { ...enumerated('release'), optional: true },
    enumerated('lever'),
    ...counts('deployed'),
  ],
  sporadic: true,
  submitted: { by: 'national', total: 'deployed', group: 'other_submissions' },
  target: { kind: 'partitioned', distribution: 'lever' },
  cells: cellsOfNation('lever', 'vendor', 'release'),
};
