import { departments, regionIndex, regions } from '../actors/territory.js';
import { bands } from './profile-months.js';

/**
 * Persons, of `among`, whom at least one of so many events concerns, where the rate of a person
 * follows a gamma law of the shape given, so that the number of its events is negative binomial:
 * N (1 − (1 + n / (N k))^−k) (Greenwood and Yule 1920; Ehrenberg 1959). Never more than the events
 * nor than the persons.
 */
export function personsReached(events: number, among: number, shape: number): number {
  if (events <= 0 || among <= 0) return 0;
  return among * (1 - (1 + events / (among * shape)) ** -shape);
}

/**
 * Persons in several groups together: all those of the largest, and of the others less a share
 * who are counted already. Never below the largest group nor above the sum.
 */
export function union(groups: readonly number[], counted: number): number {
  const most = Math.max(0, ...groups);
  const rest = groups.reduce((sum, group) => sum + group, 0) - most;
  return most + Math.floor((1 - counted) * rest);
}

/** Distinct persons of one measure, by territory. */
export interface Territories {
  readonly nation: number;
  readonly regions: readonly number[];
  readonly departments: readonly number[];
}

/** Raises whole numbers of the departments to the regions and the nation. */
export function raise(
  own: readonly number[],
  counted: { readonly region: number; readonly nation: number },
): Territories {
  const byRegion = regions.map((_, r) =>
    union(
      own.filter((_, d) => regionIndex[d] === r),
      counted.region,
    ),
  );
  return { nation: union(byRegion, counted.nation), regions: byRegion, departments: own };
}

/** Sums of the cells department × age band by department. */
export function byDepartment(cells: ArrayLike<number>): number[] {
  const sums = departments.map(() => 0);
  for (let cell = 0; cell < cells.length; cell++)
    sums[Math.floor(cell / bands.length)]! += cells[cell]!;
  return sums;
}
