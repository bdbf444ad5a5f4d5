import { departments } from '../actors/territory.js';
import { parseDay } from '../calendar.js';
import { profileRates } from '../calibration/profiles.js';

const { informing, opening } = profileRates;

/** A day between two, for the departments by ascending number. */
function dayOf(rank: number, first: string, last: string): number {
  return Math.round(parseDay(first) + (parseDay(last) - parseDay(first)) * rank);
}
const ranks = departments.map((_, d) => d / (departments.length - 1));
const informedOn = ranks.map((rank) => dayOf(rank, informing.first_on, informing.last_on));
/** Day on which each department begins to open, more and more a week. */
const opensOn = departments.map(({ id }, d) =>
  opening.pilots.includes(id)
    ? parseDay(opening.pilots_on)
    : dayOf(ranks[d]! ** opening.shape, opening.first_on, opening.last_on),
);

const lettersOn = parseDay(informing.letters_on);

/** Part of a stretch of days that has passed at the end of a day. */
function passed(day: number, from: number, days: number): number {
  return Math.min(1, Math.max(0, (day + 1 - from) / days));
}

/** Share of a department's profiles open at the end of a day, during its launch. */
export function launchedShare(department: number, day: number): number {
  return passed(day, opensOn[department]!, opening.days);
}

/** Shares of a department told of the opening at the end of a day, at first and by later letters. */
export function informedShares(department: number, day: number): { first: number; later: number } {
  const { days, letters, letters_days } = informing;
  return {
    first: (1 - letters) * passed(day, informedOn[department]!, days),
    later: letters * passed(day, lettersOn, letters_days),
  };
}
