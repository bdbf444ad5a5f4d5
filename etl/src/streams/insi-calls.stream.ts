import type { StreamDeclaration } from '../pipeline/stream.js';
import { actorColumns } from './actor.columns.js';

/** Calls of the INSi teleservice by what it answered, by actor, mode and month. */
export const insiCalls: StreamDeclaration = {
  name: 'insi_calls',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    { name: 'called', type: 'int4' },
    { name: 'one', type: 'int4' },
    { name: 'none', type: 'int4' },
    { name: 'several', type: 'int4' },
    { name: 'technical', type: 'int4' },
  ],
  ignored: ['mode', 'automatic', 'blocking', 'lt_1s', 'lt_3s', 'lt_10s', 'slower'],
  target: { kind: 'partitioned', distribution: 'actor' },
  cells: { of: 'actor', fixed: ['sector'] },
  monthly: true,
  sums: [['called', 'one', 'none', 'several', 'technical']],
};
