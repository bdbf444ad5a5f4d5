import type { StreamDeclaration } from '../pipeline/stream.js';
import { actorColumns } from './actor.columns.js';

/** Difficulties reported, resolved and reopened, by actor, irritant, channel and period. */
export const difficultyReports: StreamDeclaration = {
  name: 'difficulty_reports',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    { name: 'irritant', type: 'text', register: 'irritant' },
    { name: 'channel', type: 'text', register: 'channel' },
    { name: 'reported', type: 'int4' },
    { name: 'resolved', type: 'int4' },
    { name: 'reopened', type: 'int4' },
  ],
  target: { kind: 'partitioned', distribution: 'actor' },
  cells: { of: 'actor', fixed: ['sector'], changing: ['irritant', 'channel'] },
};
