import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts } from './common.columns.js';

/** Electronic prescriptions that pharmacies executed, by actor and month. */
export const dispensations: StreamDeclaration = {
  name: 'dispensations',
  schemaVersion: 1,
  columns: [...actorColumns, ...counts('executed')],
  monthly: true,
  submitted: { by: 'vendor', total: 'executed', group: 'more_submissions' },
  target: byActor,
  cells: cellsOfActors(),
};
