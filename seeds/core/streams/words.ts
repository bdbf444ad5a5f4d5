/** Weights cumulated up to exactly 1, so that a uniform draw falls below one of them. */
export function cumulated(weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const last = weights.findLastIndex((weight) => weight > 0);
  let below = 0;
  return weights.map((weight, w) => ((below += weight / sum), w >= last ? 1 : below));
}

/** Index of the first limit that a uniform draw is below. */
export const drawWord = (limits: readonly number[], draw: number): number =>
  limits.findIndex((limit) => draw < limit);
