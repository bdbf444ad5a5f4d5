import { daysOf } from '@vigie/contract/formulas';
import { isPublicHoliday } from './public-holidays.js';

/** A former month, as it stood once so many of its days were published. */
export interface MonthAtAge {
  month: string;
  /** Sum of these days as they were published then. */
  soFar: number;
  /** The whole month, as it is published today. */
  total: number;
  /** The month before it, as it was published then; null where it was not. */
  carried: number | null;
  /** All of its days, the first first, as they are published today. */
  daily: readonly number[];
}

/** How well the method did on months that are known by now. */
export interface BackTest {
  /** Months that were estimated as if they were under way. */
  months: number;
  /** Mean absolute error of the estimates, in percent of what came; null without a month. */
  error: number | null;
  /** The same for taking the month before instead. */
  carriedError: number | null;
}

export interface Nowcast {
  /** Expected total of the month under way; null where the method has not proved itself. */
  estimate: number | null;
  /** Share of the month that is expected by this age, 0 to 1; null without a former month. */
  share: number | null;
  backTest: BackTest;
}

/** One month alone can be right by chance. */
export const fewestTested = 2;

/**
 * Estimates the month under way from the share of a month that was published at the same age: what is
 * published so far, divided by that share over the former months, corrected for the weekdays and public
 * holidays that this month's days and theirs fall on. The estimate is given only where, on former
 * months, each estimated from those before it alone, the method errs less than carrying the last month
 * on.
 *
 * Formulas: the development factor of chain ladder, weighted by volume (T. Mack, ASTIN Bulletin 23,
 * 1993); calendar adjustment, mean absolute percentage error and rolling origin (R. J. Hyndman and
 * G. Athanasopoulos, Forecasting: Principles and Practice, 3.1, 5.8 and 5.10).
 *
 * @param age days of the month that are published, from its first on
 * @param former months that follow each other, oldest first, the last one just before the month
 */
export function nowcastOf(
  month: string,
  age: number,
  soFar: number,
  former: readonly MonthAtAge[],
): Nowcast {
  const share = shareOf(month, age, former);
  const backTest = backTestOf(age, former);
  const { months, error, carriedError } = backTest;
  const isProved =
    months >= fewestTested && error !== null && carriedError !== null && error < carriedError;
  const estimate = isProved && share !== null ? Math.round(soFar / share) : null;
  return { estimate, share, backTest };
}

/** The share of a month by an age that the months before it let expect; null where they do not. */
function shareOf(month: string, age: number, former: readonly MonthAtAge[]): number | null {
  const weights = weightsOf(former);
  const calendar = (one: string): number => {
    const days = kindsOf(one).map((kind) => weights.get(kind) ?? 0);
    return total(days.slice(0, age)) / total(days);
  };
  const seen = total(former.map(({ soFar }) => soFar));
  const expected = total(former.map((one) => calendar(one.month) * one.total));
  const share = calendar(month) * (seen / expected);
  return share > 0 && Number.isFinite(share) ? share : null;
}

/** What a day of each kind brings, against the mean day of its month. */
function weightsOf(months: readonly MonthAtAge[]): Map<number, number> {
  const days = months.flatMap(({ month, daily }) =>
    kindsOf(month).map((kind, index) => ({
      kind,
      weight: ((daily[index] ?? 0) * daily.length) / total(daily),
    })),
  );
  const kinds = Map.groupBy(days, ({ kind }) => kind);
  return new Map(
    [...kinds].map(([kind, own]) => [kind, total(own.map(({ weight }) => weight)) / own.length]),
  );
}

/** What kind of day each day of a month is: 1 to 6 for Monday to Saturday, 0 when most are closed. */
const kindsOf = (month: string): number[] =>
  daysOf(month).map((day) => (isPublicHoliday(day) ? 0 : new Date(day).getUTCDay()));

/** Each month estimated from those before it, where its own month before was known. */
function backTestOf(age: number, months: readonly MonthAtAge[]): BackTest {
  const tested = months.flatMap(({ month, soFar, total: came, carried }, index) => {
    const share = shareOf(month, age, months.slice(0, index));
    if (share === null || carried === null || came === 0) return [];
    const error = (guess: number): number => (100 * Math.abs(guess - came)) / came;
    return [{ own: error(soFar / share), carried: error(carried) }];
  });
  const mean = (errors: readonly number[]): number | null =>
    errors.length === 0 ? null : total(errors) / errors.length;
  return {
    months: tested.length,
    error: mean(tested.map((one) => one.own)),
    carriedError: mean(tested.map((one) => one.carried)),
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
