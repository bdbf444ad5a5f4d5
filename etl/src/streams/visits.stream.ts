import type { StreamDeclaration } from '../pipeline/stream.js';
import { actorColumns } from './actor.columns.js';

/** Visits of patients, and those of them that qualified, fed and messaged, by actor and month. */
export const visits: StreamDeclaration = {
  name: 'visits',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    { name: 'visits', type: 'int4' },
    { name: 'qualified', type: 'int4' },
    { name: 'fed', type: 'int4' },
    { name: 'messaged', type: 'int4' },
  ],
  ignored: ['known'],
  target: { kind: 'partitioned', distribution: 'actor' },
  cells: { of: 'actor', fixed: ['sector'] },
  monthly: true,
  atMost: [
    ['qualified', 'visits'],
    ['fed', 'visits'],
    ['messaged', 'visits'],
  ],
};
