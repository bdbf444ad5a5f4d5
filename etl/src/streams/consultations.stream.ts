import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts, enumerated } from './common.columns.js';

const denials = ['denied_consent', 'denied_blocked', 'denied_matrix', 'denied_closed'] as const;

/** Consultations of the DMP asked for, performed or denied, by access, mode, basis and month. */
export const consultations: StreamDeclaration = {
  name: 'consultations',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    enumerated('access', 'consultation_access'),
    enumerated('mode', 'consultation_mode'),
    enumerated('legal_basis'),
    ...counts('requested', 'performed', 'first_access', ...denials),
  ],
  monthly: true,
  submitted: { by: 'national', total: 'performed', group: 'more_submissions' },
  target: byActor,
  cells: cellsOfActors('access', 'mode', 'legal_basis'),
  sums: [['requested', 'performed', ...denials]],
  atMost: [['first_access', 'performed']],
};
