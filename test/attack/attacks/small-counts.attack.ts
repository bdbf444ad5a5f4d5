import { personsIn, totalOf } from '../exact.js';
import type { Outcome } from '../outcome.js';
import type { Release } from '../release.js';
import { structuresIn } from './count-lines.js';

/** P01: looks for a number of one to ten persons, and for any number beside a reason to hide it. */
export function smallCounts(releases: readonly Release[]): Outcome {
  let numbers = 0;
  let wrong = 0;
  for (const release of releases) {
    for (const [id, { reason, raw, value }] of release.parts) {
      const cell = release.exact.get(id);
      if (value === null && raw === null) continue;
      numbers++;
      const few = cell !== undefined && personsIn(cell) > 0 && isFew(value);
      // True zeros of persons are one state with 1 to 10.
      const zero = cell !== undefined && totalOf(cell) === 0;
      if (reason !== 'ok' || few || zero || (cell && isExposed(personsIn(cell)))) wrong++;
    }
    for (const { reason, value, numerator, denominator } of release.measures.values()) {
      const own = [value, numerator, denominator];
      if (own.every((one) => one === null)) continue;
      numbers++;
      if (reason !== 'ok') wrong++;
    }
  }
  return {
    passed: numbers > 0 && wrong === 0,
    measured: `${wrong} of ${numbers} published numbers`,
  };
}

/** P01b: looks for a number of one or two structures, or a value made by so few. */
export function fewStructures(releases: readonly Release[]): Outcome {
  const shown = releases.flatMap(({ parts, exact }) =>
    [...parts].flatMap(([id, { value }]) => {
      const cell = exact.get(id);
      return cell && value !== null && structuresIn(cell) > 0 ? [structuresIn(cell)] : [];
    }),
  );
  const wrong = shown.filter((structures) => structures < 3).length;
  return {
    passed: shown.length > 0 && wrong === 0,
    measured: `${wrong} of ${shown.length} cells with structures`,
  };
}

const isFew = (value: number | null): boolean => value !== null && value >= 0 && value <= 10;
const isExposed = (persons: number): boolean => persons >= 1 && persons <= 10;
