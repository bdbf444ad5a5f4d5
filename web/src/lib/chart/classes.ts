/**
 * Limits of at most five classes of about equal numbers of values, rounded so that a legend reads
 * well: `[12, 18, 25]` are two classes, from 12 up to but without 18, and from 18 to 25. Where
 * values are few or equal, there are fewer classes; without a value, none.
 */
export function classLimits(values: readonly number[], most = 5): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return [];
  if (low === high) return [low, high];
  const round = (value: number): number => roundedIn(value, high - low);
  const distinct = new Set(sorted).size;
  const count = Math.min(most, distinct);
  const inner = Array.from({ length: count - 1 }, (_, index) => {
    const at = Math.floor(((index + 1) * sorted.length) / count);
    return round(sorted[at] ?? high);
  });
  const limits = [low, ...inner.filter((limit) => limit > low && limit < high), high];
  return [...new Set(limits)];
}

/** Two digits of the value or of the range, whichever is finer: small limits must not fall to 0. */
function roundedIn(value: number, range: number): number {
  const size = value === 0 ? range : Math.min(range, Math.abs(value));
  const power = Math.floor(Math.log10(size)) - 1;
  const step = 10 ** power;
  // Powers of ten below one are not exact: the digits after the point are cut.
  return Number((Math.round(value / step) * step).toFixed(Math.max(0, -power)));
}

/** Index of the class of a value: the last whose lower limit it reaches. */
export function classOf(value: number, limits: readonly number[]): number {
  const classes = Math.max(1, limits.length - 1);
  const reached = limits.findLastIndex((limit) => value >= limit);
  return Math.min(Math.max(reached, 0), classes - 1);
}

/** Where fewer classes than colours are needed, those farthest apart. */
export function classColors(
  count: number,
): ('class1' | 'class2' | 'class3' | 'class4' | 'class5')[] {
  const all = ['class1', 'class2', 'class3', 'class4', 'class5'] as const;
  if (count <= 1) return ['class3'];
  return Array.from(
    { length: Math.min(count, 5) },
    (_, index) => all[Math.round((index * 4) / (Math.min(count, 5) - 1))] ?? 'class5',
  );
}
