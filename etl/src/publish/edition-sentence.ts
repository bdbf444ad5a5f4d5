import { all } from './edition-quality.query.js';
import type { Edition } from './edition.query.js';

/** One line for a log: which edition, and what its protection costs a reader. */
export function editionSentence({ vintage, feedDay, quality }: Edition): string {
  const published = `edition ${vintage} published, feed day ${feedDay}`;
  const masked = quality.masked[all];
  if (!masked) return published;
  const withheld = `${masked.cells} % of region × sector cells withheld (${masked.cells_unit} % by unit rules)`;
  const errors = Object.entries(quality.error).map(([level, error]) => `${level} ${error} %`);
  return `${published}: over ${quality.months} closed months ${withheld}, median error ${errors.join(', ')}`;
}
