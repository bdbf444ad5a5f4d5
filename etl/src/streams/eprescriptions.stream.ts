import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts } from './common.columns.js';

/** Electronic prescriptions created, with their code, and failures of the module, by month. */
export const ePrescriptions: StreamDeclaration = {
  name: 'eprescriptions',
  schemaVersion: 1,
  columns: [...actorColumns, ...counts('created', 'with_code', 'module_failed')],
  monthly: true,
  submitted: { by: 'vendor', total: 'created', group: 'more_submissions' },
  target: byActor,
  cells: cellsOfActors(),
  atMost: [
    ['with_code', 'created'],
    ['module_failed', 'created'],
  ],
};
