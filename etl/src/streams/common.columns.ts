import type { ColumnDeclaration, RegisterName } from '../pipeline/stream.js';

/** A column whose values a register holds, by default the one of its name. */
export const enumerated = (name: string, register = name as RegisterName): ColumnDeclaration => ({
  name,
  type: 'text',
  register,
});

/** Columns that count. */
export const counts = (...names: readonly string[]): ColumnDeclaration[] =>
  names.map((name) => ({ name, type: 'int4' }));

/** What every row of a professional or structure carries; the pseudonym is drawn anew each month. */
export const actorColumns: readonly ColumnDeclaration[] = [
  { name: 'actor', type: 'uuid' },
  { name: 'record_key', type: 'int8' },
  enumerated('stratum'),
  enumerated('department'),
  enumerated('sector'),
  enumerated('profession'),
  enumerated('vendor'),
  enumerated('release'),
  enumerated('generation'),
];

/** What every row of a department carries where the source counted persons itself. */
export const territoryColumns: readonly ColumnDeclaration[] = [
  { name: 'record_key', type: 'int8' },
  enumerated('stratum'),
  enumerated('department'),
];

/** What every row about the whole country carries. */
export const nationColumns: readonly ColumnDeclaration[] = [
  { name: 'record_key', type: 'int8' },
  enumerated('stratum'),
];
