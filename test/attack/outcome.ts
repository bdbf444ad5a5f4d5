import type { Release } from './release.js';

/** How an attack ended. */
export interface Outcome {
  /** Whether the release withstood it. */
  readonly passed: boolean;
  /** How far the attacker came, in a few words. */
  readonly measured: string;
}

/** An attack of the suite (privacy.md A4): it tries to learn more than was published of some months. */
export interface Attack {
  /** P01 to P25. */
  readonly id: string;
  readonly name: string;
  /** What it takes to withstand it. */
  readonly criterion: string;
  run(releases: readonly Release[]): Outcome | Promise<Outcome>;
}

/** The first of what was found, to look at, after a count of all of it. */
export const example = ([first]: Iterable<string>): string =>
  first === undefined ? '' : ` (${first})`;

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
