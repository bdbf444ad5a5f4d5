import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts } from './common.columns.js';

/** Documents not sent or rejected, a count for each reason, by actor and month. */
export const feedingReasons: StreamDeclaration = {
  name: 'feeding_reasons',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    // Withheld.
    ...counts('ins_not_qualified', 'module_off', 'no_card', 'patient_opposition'),
    ...counts('prescription_module', 'user'),
    // Rejected.
    ...counts('closed', 'no_profile', 'auth', 'metadata', 'cda', 'duplicate', 'patient'),
    ...counts('replace', 'network', 'busy'),
  ],
  monthly: true,
  submitted: { by: 'vendor', total: 'ins_not_qualified', group: 'other_submissions' },
  target: byActor,
  cells: cellsOfActors(),
};
