import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts, enumerated } from './common.columns.js';

/** Training sessions attended, by actor, format and period. */
export const trainings: StreamDeclaration = {
  name: 'trainings',
  schemaVersion: 1,
  columns: [...actorColumns, enumerated('format', 'training_format'), ...counts('attended')],
  sporadic: true,
  submitted: { by: 'national', total: 'attended', group: 'more_submissions' },
  target: byActor,
  cells: cellsOfActors('format'),
};
