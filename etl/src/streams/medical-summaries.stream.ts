import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts } from './common.columns.js';

/** Medical summaries (VSM) of treating physicians, by actor and month. */
export const medicalSummaries: StreamDeclaration = {
  name: 'medical_summaries',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    ...counts('produced', 'structured', 'long_term', 'withheld', 'accepted', 'rejected'),
  ],
  monthly: true,
  submitted: { by: 'vendor', total: 'produced', group: 'more_submissions' },
  target: byActor,
  cells: cellsOfActors(),
  sums: [['produced', 'withheld', 'accepted', 'rejected']],
  atMost: [
    ['structured', 'produced'],
    ['long_term', 'produced'],
  ],
};
