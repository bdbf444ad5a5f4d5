import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts, enumerated } from './common.columns.js';

/** Orders, installations, updates and interruptions of the module, and why, by period. */
export const software: StreamDeclaration = {
  name: 'software',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    enumerated('event', 'software_event'),
    enumerated('from_generation', 'generation'),
    enumerated('reason', 'software_reason'),
    ...counts('events'),
  ],
  submitted: { by: 'vendor', total: 'events', group: 'more_submissions' },
  target: byActor,
  cells: cellsOfActors('event', 'from_generation', 'reason'),
};
