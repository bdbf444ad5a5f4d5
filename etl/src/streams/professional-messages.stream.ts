import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts, enumerated } from './common.columns.js';

/** Messages received from other professionals, by format and end, by actor, operator and month. */
export const professionalMessages: StreamDeclaration = {
  name: 'professional_messages',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    enumerated('operator'),
    ...counts('received', 'integrated', 'filed_by_hand', 'failed', 'through_api'),
    ...counts('cda', 'hprim', 'pdf'),
    ...counts('cda_integrated', 'hprim_integrated', 'pdf_integrated'),
  ],
  monthly: true,
  submitted: { by: 'national', total: 'received', group: 'more_submissions' },
  target: byActor,
  cells: cellsOfActors('operator'),
  sums: [
    ['received', 'integrated', 'filed_by_hand', 'failed'],
    ['received', 'cda', 'hprim', 'pdf'],
    ['integrated', 'cda_integrated', 'hprim_integrated', 'pdf_integrated'],
  ],
  atMost: [
    ['through_api', 'received'],
    ['cda_integrated', 'cda'],
    ['hprim_integrated', 'hprim'],
    ['pdf_integrated', 'pdf'],
  ],
};
