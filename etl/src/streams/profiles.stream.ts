import type { StreamDeclaration } from '../pipeline/stream.js';

/** Flows of the period and month-end stocks of profiles, persons counted at the source. */
export const profiles: StreamDeclaration = {
  name: 'profiles',
  schemaVersion: 1,
  columns: [
    { name: 'record_key', type: 'int8' },
    { name: 'stratum', type: 'text', register: 'stratum' },
    { name: 'department', type: 'text', register: 'department' },
    { name: 'age_band', type: 'text', register: 'age_band' },
    { name: 'opened', type: 'int4' },
    { name: 'opposed', type: 'int4' },
    { name: 'closed', type: 'int4' },
    { name: 'activated', type: 'int4' },
    { name: 'open_stock', type: 'int4' },
    { name: 'activated_stock', type: 'int4' },
  ],
  target: { kind: 'partitioned', distribution: 'department' },
  cells: { of: 'department', fixed: ['age_band'] },
  atMost: [['activated_stock', 'open_stock']],
};
