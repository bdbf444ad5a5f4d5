import { nomenclature } from '@vigie/seeds/reference';
import { firstDay } from '../calendar.js';
import { catalogueRates } from '../calibration/catalogue.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import { passed, present } from './pipeline.js';

const steps = nomenclature('catalogue_step').map(({ id }) => id);

const book: BookDeclaration = {
  name: 'catalogue',
  envelope: 'national',
  dimensions: [{ name: 'step', words: steps }],
  counts: [{ name: 'entered' }],
  stocks: ['stock'],
  draw(_, month, entry, node) {
    const last = firstDay(month + 1) - firstDay(month) - 1;
    steps.forEach((step, code) => {
      const pipeline = catalogueRates.steps[step]!;
      entry.counts[node['entered']!] = passed(pipeline, month) - passed(pipeline, month - 1);
      entry.stocks[node['stock']!] = present(pipeline, month, catalogueRates.term);
      entry.put(0, 0, 0, last, code);
    });
  },
};

/**
 * Files, vendors and services at each step of the catalogue of services: those that enter it in the
 * month, and those that have come so far at its end (still referenced, for the last step).
 */
export const catalogue: StreamDeclaration = {
  name: 'catalogue',
  book,
  sender: 's-sentinelle',
  detailed: true,
  counts: ['entered'],
  total: 'entered',
  rows: () => steps.length,
  daily: 0.08,
};
