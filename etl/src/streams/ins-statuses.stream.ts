import type { StreamDeclaration } from '../pipeline/stream.js';
import { actorColumns } from './actor.columns.js';

/** Changes of INS status, and the traits that differed, by actor and period. */
export const insStatuses: StreamDeclaration = {
  name: 'ins_statuses',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    { name: 'changed', type: 'int4' },
    { name: 'qualified', type: 'int4' },
    { name: 'mismatched', type: 'int4' },
    { name: 'punctuation', type: 'int4' },
    { name: 'used_name', type: 'int4' },
    { name: 'first_names', type: 'int4' },
    { name: 'birthplace', type: 'int4' },
    { name: 'birth_date', type: 'int4' },
    { name: 'sex', type: 'int4' },
    { name: 'other', type: 'int4' },
  ],
  ignored: [
    'provisional',
    'validated',
    'retrieved',
    'one_click',
    'few_clicks',
    'many_clicks',
    'passport',
    'cni',
    'birth_cert',
    'residence',
    'asylum',
    'eid',
    'exception',
    'cps',
    'cpe_nominative',
    'certificate',
  ],
  target: { kind: 'partitioned', distribution: 'actor' },
  cells: { of: 'actor', fixed: ['sector'] },
  sums: [
    [
      'mismatched',
      'punctuation',
      'used_name',
      'first_names',
      'birthplace',
      'birth_date',
      'sex',
      'other',
    ],
  ],
  atMost: [['qualified', 'changed']],
};
