/** What one observed unit of a sampled world stands for at the most; 1 where all is observed. */
export const largestFactor = (strata: readonly { factor: number }[]): number =>
  Math.max(1, ...strata.map(({ factor }) => factor));
