import type { ColumnDeclaration } from '../pipeline/stream.js';

/** What every row of a professional or structure carries; the pseudonym is drawn anew each month. */
export const actorColumns: readonly ColumnDeclaration[] = [
  { name: 'actor', type: 'uuid' },
  { name: 'record_key', type: 'int8' },
  { name: 'stratum', type: 'text', register: 'stratum' },
  { name: 'department', type: 'text', register: 'department' },
  { name: 'sector', type: 'text', register: 'sector' },
  { name: 'profession', type: 'text' },
  { name: 'vendor', type: 'text', register: 'vendor' },
  { name: 'release', type: 'text', register: 'release' },
  { name: 'generation', type: 'text', register: 'generation' },
];
