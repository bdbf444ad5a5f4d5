import type { StreamDeclaration } from '../pipeline/stream.js';

/** Levers deployed, by a release of a vendor or for the whole country, by period. */
export const leverDeployments: StreamDeclaration = {
  name: 'lever_deployments',
  schemaVersion: 1,
  columns: [
    { name: 'record_key', type: 'int8' },
    { name: 'stratum', type: 'text', register: 'stratum' },
    { name: 'vendor', type: 'text', register: 'vendor', optional: true },
    { name: 'release', type: 'text', register: 'release', optional: true },
    { name: 'lever', type: 'text', register: 'lever' },
    { name: 'deployed', type: 'int4' },
  ],
  target: { kind: 'partitioned', distribution: 'lever' },
  cells: { of: 'nation', changing: ['lever'] },
};
