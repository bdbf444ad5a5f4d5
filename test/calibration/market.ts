import { operators, solutions, vendors, type PublishedFigure } from '@vigie/seeds/reference';
import type { Constant } from './judgement.js';

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** What the fictional market was made of, beside what was published of the real one. */
const market: Readonly<Record<string, (period: string) => Constant>> = {
  segur_vendors: (period) => ({
    value: new Set(solutions.flatMap((one) => (one.referenced_on <= period ? [one.company] : [])))
      .size,
    differs: null,
  }),
  segur_mdv_software_share: () => ({
    value:
      100 *
      sum(vendors.flatMap((one) => (one.sector === 'mdv' ? [one.market_share] : [])).slice(0, 14)),
    differs: 'The fictional market of general practice has 14 products in all.',
  }),
  mss_operators: () => ({
    value: operators.length,
    differs: 'Fictional operators stand for shares of the mailboxes, not for one company each.',
  }),
};

export const marketMetrics = Object.keys(market);

/** What the reference data says of a published figure on the market. */
export const marketOf = ({ metric, period }: PublishedFigure): Constant | undefined =>
  market[metric]?.(period);
