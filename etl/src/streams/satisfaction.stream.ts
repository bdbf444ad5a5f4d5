import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts, enumerated } from './common.columns.js';

/** Answers to the satisfaction surveys, by actor and wave. */
export const satisfaction: StreamDeclaration = {
  name: 'satisfaction',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    enumerated('wave', 'satisfaction_wave'),
    ...counts('answered', 'satisfied', 'malfunction'),
  ],
  sporadic: true,
  submitted: { by: 'national', total: 'answered', group: 'more_submissions' },
  target: byActor,
  cells: cellsOfActors('wave'),
  atMost: [
    ['satisfied', 'answered'],
    ['malfunction', 'answered'],
  ],
};
