import { relativeCap, shareOfLargest, shareOfLate, truncation } from './cell-noise.js';
import { largestNoise, noiseVariance } from './p-table.js';
import { closestGuess, fewest, largestShare } from './unit-rules.js';

/**
 * Version of what turns exact cells into published ones. Another one gives other values to the same
 * cells, which would average the noise out: what an earlier one published is deleted first.
 */
export const algorithm = 'cell-key-1';

/** What the editions were protected with, but for the key; for operators, never for readers. */
export const parameters = {
  fewest,
  largestShare,
  closestGuess,
  frequency: { largestNoise, noiseVariance },
  volume: {
    shareOfLargest,
    shareOfLate,
    truncation,
    relativeCap: [relativeCap(fewest.person), relativeCap(Infinity)],
  },
} as const;
