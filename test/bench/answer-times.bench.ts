import { startStack, untilUpToDate } from '../support/stack.js';
import type { Bench } from './bench.js';
import { quantile } from './quantile.js';

const rounds = 50;

// Paths that a reader asks for; the bars are those of a page that feels immediate.
const questions: { name: string; path: string; atMost?: number }[] = [
  { name: 'first page', path: '/' },
  { name: 'a region', path: '/territoires/REG-84' },
  { name: 'list of measures', path: '/v1/measures' },
  { name: '18 regions by month, JSON', path: '/v1/series?measure=feeding.rate&split=region' },
  {
    name: '18 regions by month, CSV',
    path: '/v1/series?measure=feeding.rate&split=region&format=csv',
  },
  {
    name: '18 regions by month, Arrow',
    path: '/v1/series?measure=feeding.rate&split=region&format=arrow',
  },
];

/** Answer times through the web's own port, one request after the other. */
export const answerTimes: Bench = {
  about: 'median and 95th percentile of answers, page and API',
  async run(reporter) {
    const stack = await startStack();
    try {
      await untilUpToDate(stack);
      for (const { name, path, atMost } of questions) {
        const times: number[] = [];
        for (let round = 0; round < rounds; round++) {
          const began = performance.now();
          const response = await fetch(`${stack.webUrl}${path}`);
          await response.arrayBuffer();
          if (!response.ok) throw new Error(`${path} answered ${response.status}`);
          times.push(performance.now() - began);
        }
        const bar = atMost === undefined ? {} : { bar: { atMost } };
        reporter.add({ name: `${name}, median`, value: quantile(times, 0.5), unit: 'ms' });
        reporter.add({ name: `${name}, 95 %`, value: quantile(times, 0.95), unit: 'ms', ...bar });
      }
    } finally {
      await stack.stop();
    }
  },
};
