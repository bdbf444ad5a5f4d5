import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts, enumerated } from './common.columns.js';

/** Calls of the INSi teleservice by what it answered and how fast, by actor, mode and month. */
export const insiCalls: StreamDeclaration = {
  name: 'insi_calls',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    enumerated('mode', 'insi_mode'),
    ...counts('called', 'automatic', 'blocking'),
    ...counts('one', 'none', 'several', 'technical'),
    ...counts('lt_1s', 'lt_3s', 'lt_10s', 'slower'),
  ],
  monthly: true,
  submitted: { by: 'national', total: 'called', group: 'other_submissions' },
  target: byActor,
  cells: cellsOfActors('mode'),
  sums: [
    ['called', 'one', 'none', 'several', 'technical'],
    ['called', 'lt_1s', 'lt_3s', 'lt_10s', 'slower'],
  ],
  atMost: [
    ['automatic', 'called'],
    ['blocking', 'called'],
  ],
};
