import { closeDay, formatDay, monthOf, parseDay } from './calendar.js';

/** First and last date that a clock may show. */
export const CLOCK_RANGE = ['2022-03-01', '2040-12-31'] as const;

export interface Clock {
  /** The last day whose emissions are complete: the day before the clock's date. */
  feedDay(): number;
}

const DAY = 86_400_000;
const paris = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const pattern = /^(\d{4}-\d{2}-\d{2})(?:\*(\d+(?:\.\d+)?))?$/;

/** What is wrong with a clock's text, or null. */
export function clockProblem(text: string): string | null {
  if (text === 'real') return null;
  const match = pattern.exec(text);
  if (!match)
    return '`real`, a date such as 2026-11-21 (frozen) or date*speed such as 2026-11-21*3600';
  const day = parseDay(match[1]!);
  const range = `a date from ${CLOCK_RANGE[0]} to ${CLOCK_RANGE[1]}`;
  if (Number.isNaN(day) || formatDay(day) !== match[1]) return range;
  return match[1] < CLOCK_RANGE[0] || match[1] > CLOCK_RANGE[1] ? range : null;
}

/**
 * A clock by its text: `real` (date in France), a date (frozen), `date*speed` (that date at
 * noon, then that many times faster than time).
 */
export function createClock(text: string, now: () => number = Date.now): Clock {
  const problem = clockProblem(text);
  if (problem !== null) throw new RangeError(`Clock “${text}”: ${problem}.`);
  const match = pattern.exec(text);
  if (!match) return { feedDay: () => parseDay(paris.format(now())) - 1 };
  const start = parseDay(match[1]!);
  if (match[2] === undefined) return { feedDay: () => start - 1 };
  const speed = Number(match[2]);
  const origin = now();
  const last = parseDay(CLOCK_RANGE[1]);
  return {
    feedDay: () => Math.min(last, Math.floor(start + 0.5 + ((now() - origin) * speed) / DAY)) - 1,
  };
}

/** The last month that has closed on a feed day: its 20th of the next month has been reached. */
export function closedMonth(feedDay: number): number {
  const month = monthOf(feedDay);
  return closeDay(month - 1) <= feedDay ? month - 1 : month - 2;
}
