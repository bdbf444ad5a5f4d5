import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts } from './common.columns.js';

/** State of each actor at month end: software ordered, installed, module on. */
export const roster: StreamDeclaration = {
  name: 'roster',
  schemaVersion: 1,
  order: 'first',
  columns: [...actorColumns, ...counts('ordered', 'installed', 'module_on')],
  monthly: true,
  submitted: { by: 'vendor', total: 'installed', group: 'submissions' },
  target: byActor,
  cells: cellsOfActors(),
  atMost: [
    ['installed', 'ordered'],
    ['module_on', 'installed'],
  ],
};
