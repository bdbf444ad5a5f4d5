import type { StreamDeclaration } from '../pipeline/stream.js';
import { actorColumns } from './actor.columns.js';

/** State of each actor at month end: software ordered, installed, module on. */
export const roster: StreamDeclaration = {
  name: 'roster',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    { name: 'ordered', type: 'int4' },
    { name: 'installed', type: 'int4' },
    { name: 'module_on', type: 'int4' },
  ],
  monthly: true,
  target: { kind: 'partitioned', distribution: 'actor' },
  cells: { of: 'actor', fixed: ['sector'], changing: ['generation'] },
  atMost: [
    ['installed', 'ordered'],
    ['module_on', 'installed'],
  ],
};
