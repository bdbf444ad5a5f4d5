import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts } from './common.columns.js';

/** Visits of patients, and those of them that qualified, fed and messaged, by actor and month. */
export const visits: StreamDeclaration = {
  name: 'visits',
  schemaVersion: 1,
  columns: [...actorColumns, ...counts('visits', 'known', 'qualified', 'fed', 'messaged')],
  monthly: true,
  submitted: { by: 'vendor', total: 'visits', group: 'other_submissions' },
  target: byActor,
  cells: cellsOfActors(),
  atMost: [
    ['known', 'visits'],
    ['qualified', 'visits'],
    ['fed', 'visits'],
    ['messaged', 'qualified'],
  ],
};
