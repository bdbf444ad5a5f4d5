import type { StreamDeclaration } from '../pipeline/stream.js';
import { actorColumns } from './actor.columns.js';

/** Documents produced, withheld, attempted, accepted and rejected, by actor, period and release. */
export const documents: StreamDeclaration = {
  name: 'documents',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    { name: 'produced', type: 'int4' },
    { name: 'withheld', type: 'int4' },
    { name: 'attempted', type: 'int4' },
    { name: 'accepted', type: 'int4' },
    { name: 'rejected', type: 'int4' },
  ],
  target: { kind: 'partitioned', distribution: 'actor' },
  cells: { of: 'actor', fixed: ['sector', 'vendor'], changing: ['generation'] },
  sums: [
    ['produced', 'withheld', 'attempted'],
    ['attempted', 'accepted', 'rejected'],
  ],
};
