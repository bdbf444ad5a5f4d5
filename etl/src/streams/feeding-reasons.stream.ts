import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts } from './common.columns.js';

const withheld = [
  'ins_not_qualified',
  'module_off',
  'no_card',
  'patient_opposition',
  'prescription_module',
  'user',
] as const;

const rejected = [
  ...['closed', 'no_profile', 'auth', 'metadata', 'cda'],
  ...['duplicate', 'patient', 'replace', 'network', 'busy'],
] as const;

/** Documents not sent or rejected, a count for each reason, by actor and month. */
export const feedingReasons: StreamDeclaration = {
  name: 'feeding_reasons',
  schemaVersion: 1,
  columns: [...actorColumns, ...counts(...withheld, ...rejected)],
  monthly: true,
  submitted: { by: 'vendor', total: 'ins_not_qualified', group: 'other_submissions' },
  target: byActor,
  cells: cellsOfActors(),
  breaksDown: {
    stream: 'documents',
    sums: [
      ['produced', 'attempted', ...withheld],
      ['rejected', ...rejected],
    ],
  },
};
