import { territories } from '@vigie/seeds/reference';
import type { ExactRow } from './roll-up.js';

const departments = territories.filter(({ kind }) => kind === 'department');
const departmentsOf = Map.groupBy(departments, ({ region }) => region ?? '');
/** The department that is all of its region, as each one overseas. */
const onlyDepartment = new Map(
  [...departmentsOf].flatMap(([region, own]) =>
    own.length === 1 && own[0] ? [[region, own[0].id] as const] : [],
  ),
);

/**
 * Persons of a region of one department are those of the department, yet the source gives each of its
 * cells a record key of its own: the region takes the department's, so that one set has one noise.
 */
export function withSharedKeys(rows: readonly ExactRow[]): ExactRow[] {
  const place = ({ part, period, categories, n }: ExactRow, territory: string): string =>
    [part, period, territory, n, ...categories].join('|');
  const keys = new Map(rows.map((row) => [place(row, row.territory), row.keySum]));
  return rows.map((row) => {
    const department = onlyDepartment.get(row.territory);
    const keySum = department === undefined ? undefined : keys.get(place(row, department));
    return keySum === undefined ? row : { ...row, keySum };
  });
}
