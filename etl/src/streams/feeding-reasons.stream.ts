import type { StreamDeclaration } from '../pipeline/stream.js';
import { actorColumns } from './actor.columns.js';

/** Documents not sent or rejected, a count for each reason, by actor and month. */
export const feedingReasons: StreamDeclaration = {
  name: 'feeding_reasons',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    { name: 'ins_not_qualified', type: 'int4' },
    { name: 'module_off', type: 'int4' },
    { name: 'no_card', type: 'int4' },
    { name: 'patient_opposition', type: 'int4' },
    { name: 'prescription_module', type: 'int4' },
    { name: 'user', type: 'int4' },
    { name: 'closed', type: 'int4' },
    { name: 'no_profile', type: 'int4' },
    { name: 'auth', type: 'int4' },
    { name: 'metadata', type: 'int4' },
    { name: 'cda', type: 'int4' },
    { name: 'duplicate', type: 'int4' },
    { name: 'patient', type: 'int4' },
    { name: 'replace', type: 'int4' },
    { name: 'network', type: 'int4' },
    { name: 'busy', type: 'int4' },
  ],
  target: { kind: 'partitioned', distribution: 'actor' },
  cells: { of: 'actor', fixed: ['sector'] },
  monthly: true,
};
