import { parseMonth } from '@vigie/core';
import type { PublishedFigure } from '@vigie/seeds/reference';
import type { Measurement } from '../bench/reporter.js';
import { NotCarried } from './cells.js';
import { isHeldOut } from './held-out.js';
import { questionOf, type Kind, type Metric, type Metrics } from './metric.js';
import type { Observation } from './observation.js';

/**
 * A value is within its tolerance or outside, a bound holds or is broken, a constant agrees with
 * the reference data or differs, knowingly (explained) or not; pending waits for a stream.
 */
export type Verdict =
  | 'within'
  | 'outside'
  | 'holds'
  | 'broken'
  | 'pending'
  | 'not expressible'
  | 'agrees'
  | 'explained'
  | 'differs';

/** A published figure beside the simulated one. */
export interface Judgement {
  readonly figure: PublishedFigure;
  readonly heldOut: boolean;
  readonly verdict: Verdict;
  /** What the feed, or for a constant the reference data, says. */
  readonly simulated?: number;
  /** `≥` and `≤` for bounds, else the tolerated relative difference. */
  readonly limit?: '≥' | '≤' | number;
  readonly reason?: string;
}

/** What the reference data says of a figure, and why it is knowingly not what was published. */
export interface Constant {
  readonly value: number;
  readonly differs: string | null;
}
export type ConstantOf = (figure: PublishedFigure) => Constant | undefined;

/** The last month that the feed has closed under the clock of the report. */
export const LAST_MONTH = parseMonth('2026-09');

const tolerances: Record<Kind, number> = { stock: 0.05, year: 0.05, flow: 0.1, share: 0.1 };
const APPROXIMATE = 0.2;

/** Tolerated relative difference of a figure of a kind. */
export const toleranceOf = (kind: Kind, confidence: PublishedFigure['confidence']): number =>
  confidence === 'approx' ? APPROXIMATE : tolerances[kind];

/** Which inequality a definition states, if it states one. */
export function boundOf(definition: string): '≥' | '≤' | undefined {
  if (/lower bound|low bound|more than|, low$/i.test(definition)) return '≥';
  if (/upper bound|high bound|less than|up to|, high$/i.test(definition)) return '≤';
  return undefined;
}

/** Judges one figure. */
export function judge(
  figure: PublishedFigure,
  metric: Metric | undefined,
  feed: Observation,
  constantOf: ConstantOf,
): Judgement {
  const known = { figure, heldOut: isHeldOut(figure.id) };
  const constant = constantOf(figure);
  if (constant) return { ...known, ...check(figure, constant) };
  if (metric === undefined || 'reason' in metric) {
    return { ...known, verdict: 'not expressible', reason: metric?.reason ?? 'unknown metric' };
  }
  const question = questionOf(figure);
  if (question.month > LAST_MONTH) {
    return { ...known, verdict: 'not expressible', reason: 'later than what the feed has closed' };
  }
  const limit = boundOf(figure.definition_en) ?? toleranceOf(metric.kind, figure.confidence);
  try {
    const simulated = metric.simulate(feed, question);
    return { ...known, simulated, limit, verdict: compare(figure.value, simulated, limit) };
  } catch (error) {
    if (!(error instanceof NotCarried)) throw error;
    return { ...known, verdict: 'pending', reason: error.message };
  }
}

/** A constant agrees exactly, or within the tolerance where it was published as approximate. */
function check(
  figure: PublishedFigure,
  { value, differs }: Constant,
): Pick<Judgement, 'simulated' | 'verdict' | 'reason'> {
  const limit = figure.confidence === 'approx' ? APPROXIMATE : 0;
  if (compare(figure.value, value, limit) === 'within') {
    return { simulated: value, verdict: 'agrees' };
  }
  if (differs === null) return { simulated: value, verdict: 'differs' };
  return { simulated: value, verdict: 'explained', reason: differs };
}

/** A value within its tolerance, or a bound that holds. */
export function compare(published: number, simulated: number, limit: '≥' | '≤' | number): Verdict {
  if (limit === '≥') return simulated >= published ? 'holds' : 'broken';
  if (limit === '≤') return simulated <= published ? 'holds' : 'broken';
  return Math.abs(simulated - published) <= limit * Math.abs(published) ? 'within' : 'outside';
}

/** Judges figures, in their order. */
export function judgeAll(
  figures: readonly PublishedFigure[],
  metrics: Metrics,
  feed: Observation,
  constantOf: ConstantOf,
): Judgement[] {
  return figures.map((figure) => judge(figure, metrics[figure.metric], feed, constantOf));
}

const good = new Set<Verdict>(['within', 'holds']);
const isJudged = ({ limit, verdict }: Judgement): boolean =>
  limit !== undefined && verdict !== 'pending';

const shareGood = (judged: readonly Judgement[]): number =>
  judged.length === 0
    ? 0
    : (100 * judged.filter(({ verdict }) => good.has(verdict)).length) / judged.length;

/** What the project promises about the judgements. */
export function promises(judgements: readonly Judgement[]): Measurement[] {
  const judged = judgements.filter(isJudged);
  const count = (verdict: Verdict): number =>
    judgements.filter((judgement) => judgement.verdict === verdict).length;
  const share = (name: string, some: readonly Judgement[], atLeast?: number): Measurement => ({
    name: `${name} (${some.length})`,
    value: shareGood(some),
    unit: '%',
    ...(atLeast !== undefined && { bar: { atLeast } }),
  });
  return [
    { name: 'judged', value: judged.length, unit: 'figures', bar: { atLeast: 120 } },
    share('within tolerance', judged, 90),
    share(
      'within tolerance, tuned',
      judged.filter(({ heldOut }) => !heldOut),
    ),
    share(
      'within tolerance, held out',
      judged.filter(({ heldOut }) => heldOut),
      75,
    ),
    { name: 'pending', value: count('pending'), unit: 'figures', bar: { atMost: 0 } },
    { name: 'constants that differ', value: count('differs'), unit: 'figures', bar: { atMost: 0 } },
    { name: 'not expressible', value: count('not expressible'), unit: 'figures' },
  ];
}
