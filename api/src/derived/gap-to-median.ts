/**
 * How many documents separate a feeding rate from the median of the market: what would have been
 * accepted at the median rate, less what was. Above zero they are lacking, below zero they exceed.
 *
 * Formula: `median × produced − accepted`; all three
 * published, the median in percent.
 */
export const gapToMedian = (medianPercent: number, produced: number, accepted: number): number =>
  Math.round((medianPercent / 100) * produced - accepted);
