import { sectors, solutions } from '@vigie/seeds/reference';
import { firstDay, parseMonth } from '../calendar.js';
import { catalogueRates } from '../calibration/catalogue.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import { passed } from './pipeline.js';

const ids = sectors.map(({ id }) => id);

/** Software of a sector referenced by the end of a month, in wave 1 and beyond. */
function referenced(sector: string, month: number): number {
  const first = solutions.filter(
    (s) => s.sector === sector && parseMonth(s.referenced_on) <= month,
  );
  return catalogueRates.referencing.sectors[sector]!.reduce(
    (sum, pipeline) => sum + passed(pipeline, month),
    first.length,
  );
}

const book: BookDeclaration = {
  name: 'referencing',
  envelope: 'national',
  dimensions: [{ name: 'sector', words: ids }],
  counts: [{ name: 'referenced' }],
  stocks: ['stock'],
  draw(_, month, entry, node) {
    const last = firstDay(month + 1) - firstDay(month) - 1;
    ids.forEach((sector, code) => {
      const stock = referenced(sector, month);
      entry.counts[node['referenced']!] = stock - referenced(sector, month - 1);
      entry.stocks[node['stock']!] = stock;
      entry.put(0, 0, 0, last, code);
    });
  },
};

/** Software referenced for Ségur by sector: in the month, and so far, a release of each wave once. */
export const referencing: StreamDeclaration = {
  name: 'referencing',
  book,
  sender: 's-sentinelle',
  detailed: true,
  counts: ['referenced'],
  total: 'referenced',
  rows: () => ids.length,
  daily: 0.1,
};
