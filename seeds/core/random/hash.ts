/**
 * Counter-based randomness: every draw is a hash of the seed and of the coordinates of what is
 * drawn, so that any value can be drawn again alone, in any order, in any process.
 */

/** 32-bit finaliser of MurmurHash3 (Appleby, public domain). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Unsigned 32-bit hash of a key and up to three integer coordinates. */
export function hash(key: number, a: number, b = 0, c = 0): number {
  let h = mix(key ^ Math.imul(a, 0x9e3779b1));
  h = mix(h ^ Math.imul(b, 0x85ebca77) ^ 0x27d4eb2f);
  h = mix(h ^ Math.imul(c, 0xc2b2ae3d) ^ 0x165667b1);
  return h >>> 0;
}

/** Uniform draw in the open interval (0, 1). */
export function uniform(key: number, a: number, b = 0, c = 0): number {
  return (hash(key, a, b, c) + 0.5) / 4294967296;
}

/** Standard normal draw, by the inverse of the normal distribution. */
export function normal(key: number, a: number, b = 0, c = 0): number {
  return quantile(uniform(key, a, b, c));
}

/** Exponential draw of mean 1. */
export function exponential(key: number, a: number, b = 0, c = 0): number {
  return -Math.log(uniform(key, a, b, c));
}

/** The draws of one purpose: a key derived from the seed and a name, never shared between two. */
export function keyOf(seed: string, purpose: string): number {
  let h = 0x811c9dc5;
  for (const char of `${seed}/${purpose}`) {
    h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return mix(h);
}

/** Normal quantile, relative error below 1.2e-9 (P. J. Acklam's rational approximation, 2003). */
export function quantile(p: number): number {
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  const top =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r +
      138.357751867269) *
      r -
      30.66479806614716) *
      r +
    2.506628277459239;
  const bottom =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r +
      66.80131188771972) *
      r -
      13.28068155288572) *
      r +
    1;
  return (top * q) / bottom;
}

function tail(q: number): number {
  const top =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q -
      2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const bottom =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q +
      3.754408661907416) *
      q +
    1;
  return top / bottom;
}
