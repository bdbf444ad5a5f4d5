import type { Finding } from './quality.js';

/** What one submitter sent of one stream for a day, and for the same weekday of earlier weeks. */
export interface DayVolume {
  stream: string;
  submitter: string;
  day: string;
  total: number;
  /** Totals of the same weekday of the four weeks before, those that there are. */
  before: readonly number[];
}

/** Fewer weeks than this do not tell what is usual. */
const fewestWeeks = 3;
/** A usual day below this is too small to speak of a drop. */
const smallestUsual = 50;
/** Share of the usual volume that must be missing. */
const missingShare = 0.4;
/** Standard deviations: one false alarm in 30 000 if volumes were as assumed. */
const significance = 4;

/**
 * Standard deviations between a count and what earlier ones let expect, below zero for a drop.
 *
 * A count with mean μ and dispersion φ (quasi-Poisson) is about normal once raised to 2/3, with
 * variance (4/9) μ^(1/3) φ; a mean estimated from n counts adds φ/n. Hence
 * z = (x^⅔ − μ^⅔) / ( ⅔ μ^(1/6) √(φ (1 + 1/n)) ), φ = max(1, s²/μ).
 * Source: C. P. Farrington, N. J. Andrews, A. D. Beale, M. A. Catchpole, "A statistical algorithm
 * for the early detection of outbreaks of infectious disease", J. R. Statist. Soc. A 159 (1996)
 * 547-563, section 3.7.
 *
 * @param factor what the mean is multiplied by first: how the day went for all others
 */
export function deviation(count: number, before: readonly number[], factor = 1): number {
  const n = before.length;
  const mean = before.reduce((sum, value) => sum + value, 0) / n;
  const variance = before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const dispersion = Math.max(1, variance / mean);
  const expected = mean * factor;
  const spread = (2 / 3) * expected ** (1 / 6) * Math.sqrt(dispersion * (1 + 1 / n));
  return (count ** (2 / 3) - expected ** (2 / 3)) / spread;
}

/**
 * Sudden drops of single submitters, else of whole streams. A day on which the others fall too is a
 * holiday, or a matter of the stream: what is expected of a submitter follows the others of its
 * stream, what is expected of a stream follows the other streams. Below the significance, the
 * share and the volume above, nothing is told.
 */
export function findDrops(volumes: readonly DayVolume[]): Finding[] {
  const told = volumes.filter(({ before }) => before.length >= fewestWeeks && mean(before) > 0);
  const streams = [...Map.groupBy(told, ({ stream, day }) => `${stream}|${day}`).values()].map(
    (own) => ({ own, whole: added(own) }),
  );
  return streams.flatMap(({ own, whole }) => {
    const elsewhere = streams
      .filter((other) => other.whole.day === whole.day && other.whole.stream !== whole.stream)
      .map((other) => other.whole.total / mean(other.whole.before));
    const single = own.length < 2 ? [] : own.map((one) => finding(one, ratioOfOthers(own, one)));
    const found = single.flatMap((one) => (one ? [one] : []));
    if (found.length > 0) return found;
    const all = finding(whole, median(elsewhere));
    return all ? [all] : [];
  });
}

function finding(volume: DayVolume, others: number | undefined): Finding | undefined {
  // A day that is busier elsewhere raises no expectation: a steady sender has not dropped.
  const factor = Math.min(1, others ?? 1);
  const expected = mean(volume.before) * factor;
  if (expected < smallestUsual || volume.total > (1 - missingShare) * expected) return undefined;
  const z = deviation(volume.total, volume.before, factor);
  if (z > -significance) return undefined;
  return {
    name: 'drop',
    stream: volume.stream,
    period: volume.day,
    submitter: volume.submitter,
    outcome: 'warn',
    observed: volume.total,
    expected: Math.round(expected),
    detail: `${Math.round(100 * (1 - volume.total / expected))} % below the usual, ${(-z).toFixed(1)} standard deviations`,
  };
}

/** How the day went for the other submitters of a stream; undefined where there is nobody else. */
function ratioOfOthers(own: readonly DayVolume[], volume: DayVolume): number | undefined {
  const others = own.filter((one) => one !== volume);
  const usual = sum(others.map(({ before }) => mean(before)));
  return usual < smallestUsual ? undefined : sum(others.map(({ total }) => total)) / usual;
}

/** A stream's day over all of its submitters, each week over those that are told. */
function added(own: readonly DayVolume[]): DayVolume {
  const weeks = Math.min(...own.map(({ before }) => before.length));
  const { stream = '', day = '' } = own[0] ?? {};
  return {
    stream,
    day,
    submitter: '',
    total: sum(own.map(({ total }) => total)),
    before: Array.from({ length: weeks }, (_, week) =>
      sum(own.map(({ before }) => before[week] ?? 0)),
    ),
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}
