import type { Edition } from './edition.query.js';

/** One line for a log: which edition, and what its protection costs a reader. */
export function editionSentence({ vintage, feedDay, quality }: Edition): string {
  const published = `edition ${vintage} published, feed day ${feedDay}`;
  const shares = Object.values(quality.masked).map(({ cells }) => cells);
  if (shares.length === 0) return published;
  const withheld = `${Math.min(...shares)} to ${Math.max(...shares)} % of region × sector cells withheld`;
  const errors = Object.entries(quality.error).map(([level, error]) => `${level} ${error} %`);
  return `${published}: over ${quality.months} closed months ${withheld}, median error ${errors.join(', ')}`;
}
