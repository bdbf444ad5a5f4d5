/** Largest noise of a frequency, in contributors (D), and its variance (V): privacy.md A1.4. */
export const largestNoise = 15;
export const noiseVariance = 10;

/**
 * Distribution of the noise of a frequency of n: the one of largest entropy among those on
 * max(-n, -15)..15 with mean 0 and variance 10, p(j) ∝ exp(a·j + b·j²). Its dual is convex:
 * Newton's method on the two multipliers, with steps halved while they make it worse.
 * Source: Giessing (2016), "Computational issues in the design of transition probabilities and
 * disclosure risk estimation for additive noise"; as in the package ckm of INSEE.
 *
 * @returns probabilities, the first of the noise {@link smallestNoise}
 */
export function noiseDistribution(n: number): Float64Array {
  const lowest = smallestNoise(n);
  if (n === 0) return Float64Array.of(1);
  const support = Array.from({ length: largestNoise - lowest + 1 }, (_, k) => lowest + k);
  let [a, b] = [0, -1 / (2 * noiseVariance)];
  for (let round = 0; round < 200; round += 1) {
    const p = weights(support, a, b);
    const moment = (k: number): number =>
      support.reduce((sum, j, at) => sum + (p.shares[at] ?? 0) * j ** k, 0);
    const [m1, m2, m3, m4] = [moment(1), moment(2), moment(3), moment(4)];
    const gap = m2 - noiseVariance;
    if (Math.abs(m1) + Math.abs(gap) < 1e-12) return p.shares;
    const [aa, ab, bb] = [m2 - m1 * m1, m3 - m1 * m2, m4 - m2 * m2];
    const det = aa * bb - ab * ab;
    const [da, db] = [(bb * m1 - ab * gap) / det, (aa * gap - ab * m1) / det];
    let step = 1;
    while (dual(support, a - step * da, b - step * db) > p.dual + 1e-13 && step > 1e-6) step /= 2;
    a -= step * da;
    b -= step * db;
  }
  return weights(support, a, b).shares;
}

/** A frequency never becomes negative. */
export const smallestNoise = (n: number): number => (n === 0 ? 0 : -Math.min(n, largestNoise));

/** The noise of a frequency of n where a uniform number falls. */
export function frequencyNoise(n: number, uniform: number): number {
  const row = (rows[Math.min(n, largestNoise)] ??= cumulated(Math.min(n, largestNoise)));
  const place = row.findIndex((bound) => uniform < bound);
  return smallestNoise(n) + (place < 0 ? row.length - 1 : place);
}

const rows: Float64Array[] = [];

function cumulated(n: number): Float64Array {
  let sum = 0;
  return noiseDistribution(n).map((share) => (sum += share));
}

const dual = (support: readonly number[], a: number, b: number): number =>
  weights(support, a, b).dual;

function weights(
  support: readonly number[],
  a: number,
  b: number,
): { shares: Float64Array; dual: number } {
  const exponents = support.map((j) => a * j + b * j * j);
  const largest = Math.max(...exponents);
  const raw = exponents.map((exponent) => Math.exp(exponent - largest));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return {
    shares: Float64Array.from(raw, (weight) => weight / total),
    dual: largest + Math.log(total) - b * noiseVariance,
  };
}
