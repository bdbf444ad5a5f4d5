import type { StreamDeclaration } from '../pipeline/stream.js';

/** Distinct persons counted by the source over each cell of its cuboids; never to be added up. */
export const distincts: StreamDeclaration = {
  name: 'distincts',
  schemaVersion: 1,
  columns: [
    { name: 'record_key', type: 'int8' },
    { name: 'stratum', type: 'text', register: 'stratum' },
    { name: 'measure', type: 'text' },
    { name: 'cuboid', type: 'text' },
    { name: 'territory', type: 'text', register: 'territory' },
    { name: 'sector', type: 'text', register: 'sector', optional: true },
    { name: 'value', type: 'int4' },
  ],
  target: { kind: 'partitioned', distribution: 'territory' },
  cells: { of: 'counted' },
  monthly: true,
};
