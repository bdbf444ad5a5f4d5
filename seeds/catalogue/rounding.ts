/** To how many points a share in percent is rounded, by its raw denominator (privacy.md A1.7). */
export const stepOfShare = (rawDenominator: number): number =>
  rawDenominator >= 3_000 ? 0.1 : rawDenominator >= 300 ? 1 : 5;

/** To how many figures a mean is rounded, which may be of any size: as many as a share has. */
export const figuresOfMean = (rawDenominator: number): number =>
  rawDenominator >= 3_000 ? 3 : rawDenominator >= 300 ? 2 : 1;
