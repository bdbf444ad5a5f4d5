import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts } from './common.columns.js';

/** Documents produced, withheld, attempted, accepted and rejected, by actor, period and release. */
export const documents: StreamDeclaration = {
  name: 'documents',
  schemaVersion: 1,
  order: 'first',
  columns: [
    ...actorColumns,
    ...counts('produced', 'withheld', 'attempted', 'accepted', 'rejected'),
  ],
  submitted: { by: 'vendor', total: 'accepted', group: 'submissions' },
  target: byActor,
  cells: cellsOfActors(),
  sums: [
    ['produced', 'withheld', 'attempted'],
    ['attempted', 'accepted', 'rejected'],
  ],
};
