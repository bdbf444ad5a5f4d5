/**
 * The two distributions of noise (privacy.md A1.4) worked out a second time, by halving intervals and
 * by a series instead of Newton's method and rational approximations.
 */
const largest = 15;
const variance = 10;
const rows = new Map<number, readonly number[]>();

/** Noise of a count of n where a uniform number falls: of largest entropy, mean 0, variance 10. */
export function tableNoise(n: number, uniform: number): number {
  const lowest = -Math.min(n, largest);
  const shares = rows.get(lowest) ?? entropic(lowest);
  rows.set(lowest, shares);
  let sum = 0;
  for (const [at, share] of shares.entries()) {
    sum += share;
    if (uniform < sum) return lowest + at;
  }
  return largest;
}

/** Probabilities exp(a·j + b·j²), b by its variance, and for each b the a of a mean of zero. */
function entropic(lowest: number): readonly number[] {
  const support = Array.from({ length: largest - lowest + 1 }, (_, at) => lowest + at);
  const sharesOf = (a: number, b: number): number[] => {
    const weights = support.map((j) => a * j + b * j * j);
    const most = Math.max(...weights);
    const raw = weights.map((weight) => Math.exp(weight - most));
    const whole = raw.reduce((sum, weight) => sum + weight, 0);
    return raw.map((weight) => weight / whole);
  };
  const moment = (shares: readonly number[], power: number): number =>
    shares.reduce((sum, share, at) => sum + share * (support[at] ?? 0) ** power, 0);
  const centred = (b: number): number[] =>
    sharesOf(
      halved(-40, 40, (a) => moment(sharesOf(a, b), 1)),
      b,
    );
  return centred(halved(-3, 3, (b) => moment(centred(b), 2) - variance));
}

/** Where a growing function is zero. */
function halved(from: number, to: number, grows: (x: number) => number): number {
  let [low, high] = [from, to];
  for (let round = 0; round < 70; round++) {
    const middle = (low + high) / 2;
    if (grows(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Quantile of the normal distribution, within the truncation of noise. */
export const standardNormalQuantile = (p: number): number =>
  halved(-5, 5, (x) => normalDistribution(x) - p);

/** Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …), Marsaglia (2004). */
function normalDistribution(x: number): number {
  let [term, sum] = [x, x];
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
