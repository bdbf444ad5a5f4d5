import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts, enumerated } from './common.columns.js';

/** Difficulties reported, resolved and reopened, by actor, irritant, channel and period. */
export const difficultyReports: StreamDeclaration = {
  name: 'difficulty_reports',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    enumerated('irritant'),
    enumerated('channel', 'report_channel'),
    ...counts('reported', 'resolved', 'reopened'),
  ],
  submitted: { by: 'national', total: 'reported', group: 'other_submissions' },
  target: byActor,
  cells: cellsOfActors('irritant', 'channel'),
};
