import type { StreamDeclaration } from '../pipeline/stream.js';
import { actorColumns } from './actor.columns.js';

/** Messages to patients and what became of them, by actor, mailbox and period. */
export const patientMessages: StreamDeclaration = {
  name: 'patient_messages',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    { name: 'sent', type: 'int4' },
    { name: 'bounced', type: 'int4' },
    { name: 'delivered', type: 'int4' },
    { name: 'read', type: 'int4' },
  ],
  ignored: ['mailbox', 'pending', 'replied', 'closed'],
  target: { kind: 'partitioned', distribution: 'actor' },
  cells: { of: 'actor', fixed: ['sector'] },
  atMost: [
    ['bounced', 'sent'],
    ['delivered', 'sent'],
    ['read', 'delivered'],
  ],
};
