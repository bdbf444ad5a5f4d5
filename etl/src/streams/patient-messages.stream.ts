import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts, enumerated } from './common.columns.js';

/** Messages to patients and what became of them, by actor, mailbox and period. */
export const patientMessages: StreamDeclaration = {
  name: 'patient_messages',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    enumerated('mailbox'),
    ...counts('sent', 'bounced', 'pending', 'delivered', 'read', 'replied', 'closed'),
  ],
  submitted: { by: 'national', total: 'sent', group: 'other_submissions' },
  target: byActor,
  cells: cellsOfActors('mailbox'),
  sums: [['sent', 'bounced', 'pending', 'delivered']],
  atMost: [
    ['read', 'delivered'],
    ['replied', 'read'],
    ['closed', 'replied'],
  ],
};
