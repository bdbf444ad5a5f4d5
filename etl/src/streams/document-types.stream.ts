import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts, enumerated } from './common.columns.js';

/** The same documents by type and by the way they are sent, by actor and month. */
export const documentTypes: StreamDeclaration = {
  name: 'document_types',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    enumerated('document_type'),
    enumerated('channel', 'document_channel'),
    ...counts('produced', 'withheld', 'attempted', 'accepted', 'rejected'),
  ],
  monthly: true,
  submitted: { by: 'vendor', total: 'accepted', group: 'more_submissions' },
  target: byActor,
  cells: cellsOfActors('document_type', 'channel'),
  breaksDown: { stream: 'documents' },
  sums: [
    ['produced', 'withheld', 'attempted'],
    ['attempted', 'accepted', 'rejected'],
  ],
};
