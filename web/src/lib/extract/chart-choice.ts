/** Lines that the eye still tells apart, with their names at their ends. */
export const mostLines = 8;
/** Bars that a reader still scrolls through: the departments and some more. */
export const mostBars = 120;

/** The drawing of an extract, and why it is no other. */
export type ChartChoice =
  | { kind: 'trend' }
  | { kind: 'bars'; why: 'one_period' | 'too_many_lines' }
  | { kind: 'none'; why: 'too_many_bars' | 'no_value' };

export function chartChoice(series: number, periods: number, values: number): ChartChoice {
  if (values === 0) return { kind: 'none', why: 'no_value' };
  if (series <= mostLines && periods > 1) return { kind: 'trend' };
  if (series > mostBars) return { kind: 'none', why: 'too_many_bars' };
  return { kind: 'bars', why: periods > 1 ? 'too_many_lines' : 'one_period' };
}

/** Rows of the table on one page of the site. */
const pageRows = 200;

export interface Page {
  number: number;
  pages: number;
  /** Periods of the page, the latest first; never empty. */
  periods: string[];
}

/**
 * The periods that one page of the table holds: whole periods, so that a page is one question to
 * the API, and about two hundred rows. A page beyond the last is the last.
 */
export function pageOf(periods: readonly string[], rowsPerPeriod: number, asked: number): Page {
  const perPage = Math.max(1, Math.floor(pageRows / Math.max(1, rowsPerPeriod)));
  const pages = Math.max(1, Math.ceil(periods.length / perPage));
  const number = Math.min(Math.max(1, asked), pages);
  return { number, pages, periods: periods.slice((number - 1) * perPage, number * perPage) };
}
