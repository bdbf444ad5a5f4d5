import type { Part } from '@vigie/seeds/catalogue';
import { nothing, type ExactCell, type Portions } from './exact-cell.js';
import type { UnitReason } from './reason.js';

/** Fewest contributors of a published cell: persons (CNIL, INSEE), structures (INSEE). */
export const fewest = { person: 11, structure: 3 } as const;
/** A contributor may weigh this share of a volume at the most (INSEE's rule on dominance). */
export const largestShare = 0.85;
/** The second largest must not guess the largest nearer than this share of it (p % rule). */
export const closestGuess = 0.15;

/** Parts that are a sum over their contributors; the others count contributors. */
export const isVolume = (kind: Part['kind']): boolean => kind === 'volume';

/** Whether one of some contributions makes up so much of their sum that the sum tells it. */
export const isDominated = ({ sum, x1, x2 }: Pick<ExactCell, 'sum' | 'x1' | 'x2'>): boolean =>
  x1 > largestShare * sum || sum - x1 - x2 < closestGuess * x1;

/**
 * Whether a cell's contributors are protected when its value is told (privacy.md A1.1). Each unit is
 * tested apart, one that has no contributor is absent, and one that fails withholds the cell.
 */
export function unitReason(kind: Part['kind'], portions: Portions): UnitReason {
  if (portions.none) return 'ok';
  const { person = nothing, structure = nothing } = portions;
  if (person.n + structure.n === 0) {
    return portions.structure && !portions.person ? 'lt3' : 'lt11';
  }
  if (person.n > 0 && person.n < fewest.person) return 'lt11';
  if (structure.n > 0 && structure.n < fewest.structure) return 'lt3';
  const dominated = [person, structure].some((portion) => portion.n > 0 && isDominated(portion));
  return isVolume(kind) && dominated ? 'dominated' : 'ok';
}
