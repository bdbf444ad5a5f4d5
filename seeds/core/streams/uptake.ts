import { parseMonth } from '../calendar.js';

/** The logistic function, from 0 to 1. */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** A practice that spreads over the actors on a logistic curve (Rogers, Bass). */
export interface Uptake {
  /** Month by which half of those who ever take it up have done so. */
  readonly middle: string;
  /** Months for a factor e of the odds. */
  readonly width: number;
}

/** Value of the logistic curve in a month, from 0 to 1. */
export const risen = ({ middle, width }: Uptake, month: number): number =>
  logistic((month - parseMonth(middle)) / width);

/**
 * Month, with its fraction, in which an actor takes a practice up: of all the actors, the share
 * `risen` of the ceiling has done so by a month. Infinity for one who never does.
 * @param rank place of the actor among all, from 0 to 1
 * @param ceiling share of the actors who ever do
 */
export function takenUpOn({ middle, width }: Uptake, rank: number, ceiling: number): number {
  const place = rank / ceiling;
  if (!(place < 1)) return Infinity;
  return parseMonth(middle) + width * Math.log(place / (1 - place));
}
