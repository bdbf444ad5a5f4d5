import { personsIn, type TrueCell } from '../exact.js';
import { attackedParts, linesOf, type Line } from '../lattice.js';
import type { Release } from '../release.js';

/** Lines of all counts of contributors. */
export const countLines: readonly Line[] = attackedParts
  .filter(({ part }) => part.kind === 'actors')
  .flatMap(linesOf);

/** Structures are public knowledge (privacy.md A1.1): the attacker knows how many there are. */
export const structuresIn = ({ portions }: TrueCell): number => portions.structure?.n ?? 0;

/** Persons that a published count shows, noise included; undefined where it is withheld. */
export function shownPersons(release: Release, id: string): number | undefined {
  const cell = release.exact.get(id);
  const value = release.parts.get(id)?.value;
  return cell === undefined || value === null || value === undefined
    ? undefined
    : value - structuresIn(cell);
}

/** Whether a cell withholds one to ten persons: what the attacks want to know. */
export const isTarget = (release: Release, id: string): boolean => {
  const cell = release.exact.get(id);
  return (
    cell !== undefined &&
    release.parts.get(id)?.value === null &&
    personsIn(cell) >= 1 &&
    personsIn(cell) <= 10
  );
};

export interface Estimate {
  readonly truth: number;
  readonly estimate: number;
}

/** How often estimates are exact, and what guessing the commonest truth every time would reach. */
export function scoreOf(estimates: readonly Estimate[]): {
  readonly hits: number;
  readonly guess: number;
  readonly error: number;
} {
  const { length } = estimates;
  if (length === 0) return { hits: 0, guess: 0, error: Number.NaN };
  const hits = estimates.filter(
    ({ truth, estimate }) => Math.min(10, Math.max(1, Math.round(estimate))) === truth,
  );
  const truths = Map.groupBy(estimates, ({ truth }) => truth);
  const mode = Math.max(...[...truths.values()].map((own) => own.length));
  const squares = estimates.map(
    ({ truth, estimate }) => (Math.min(10, Math.max(0, estimate)) - truth) ** 2,
  );
  return {
    hits: hits.length / length,
    guess: mode / length,
    error: Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / length),
  };
}

/** Months that are counted in full, where a published number is the noisy one itself. */
export const countedInFull = (releases: readonly Release[]): Release[] =>
  releases.filter(({ world }) => Object.values(world.factors).every((factor) => factor === 1));
