import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts } from './common.columns.js';

const evidence = ['passport', 'cni', 'birth_cert', 'residence', 'asylum', 'eid'] as const;
const gaps = [
  'punctuation',
  'used_name',
  'first_names',
  'birthplace',
  'birth_date',
  'sex',
  'other',
] as const;

/**
 * Changes of INS status; how the qualified were reached, by clicks, evidence and card; and the traits
 * that differed; by actor and period.
 */
export const insStatuses: StreamDeclaration = {
  name: 'ins_statuses',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    ...counts('changed', 'provisional', 'validated', 'retrieved', 'qualified'),
    ...counts('one_click', 'few_clicks', 'many_clicks'),
    ...counts(...evidence, 'exception'),
    ...counts('cps', 'cpe_nominative', 'certificate'),
    ...counts('mismatched', ...gaps),
  ],
  submitted: { by: 'vendor', total: 'qualified', group: 'other_submissions' },
  target: byActor,
  cells: cellsOfActors(),
  sums: [
    ['changed', 'provisional', 'validated', 'retrieved', 'qualified'],
    ['qualified', 'one_click', 'few_clicks', 'many_clicks'],
    ['qualified', ...evidence, 'exception'],
    ['qualified', 'cps', 'cpe_nominative', 'certificate'],
    ['mismatched', ...gaps],
  ],
  atMost: [['exception', 'cps']],
};
