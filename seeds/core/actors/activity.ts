import { firstDay, isHoliday, monthOf, parseDay, parseMonth, weekday } from '../calendar.js';
import { practices, rates, type Practice } from '../calibration/calibration.js';
import { sectorIds } from './territory.js';

const UNIT = 1000;
const strikes = rates.strikes.map((strike) => ({
  ...strike,
  from: parseDay(strike.from),
  to: parseDay(strike.to),
}));

/** Activity of a sector on a day, 1000 on a working day of mean season; never 0. */
function dayWeight(sector: string, practice: Practice, day: number): number {
  const strike = strikes.find((s) => s.sector === sector && day >= s.from && day <= s.to);
  const rest = isHoliday(day) ? practice.holiday : practice.week[weekday(day)]!;
  const season = rates.season[monthOf(day) % 12]!;
  return Math.max(1, Math.round(UNIT * rest * season * (strike?.weight ?? 1)));
}

/** Day weights of a month, by sector. */
export function monthWeights(month: number): readonly Int32Array[] {
  const known = weightsKnown.get(month);
  if (known) return known;
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  const weights = sectorIds.map((sector) =>
    Int32Array.from({ length: days }, (_, d) => dayWeight(sector, practices[sector]!, first + d)),
  );
  weightsKnown.set(month, weights);
  return weights;
}

/** Asked by every book of a month: some hundred months at most. */
const weightsKnown = new Map<number, readonly Int32Array[]>();

/**
 * Day weights of a month by sector, cumulated: what has passed before each day and, last, the whole.
 * @param units by sector, what the weights are counted in (default: 1)
 */
export function cumulatedWeights(month: number, units?: readonly number[]): Float64Array[] {
  return monthWeights(month).map((weights, s) => {
    const unit = units?.[s] ?? 1;
    const cumulated = new Float64Array(weights.length + 1);
    weights.forEach((weight, d) => (cumulated[d + 1] = cumulated[d]! + weight / unit));
    return cumulated;
  });
}

/** Sum of a sector's weights in the mean month of 2023, a year without a strike. */
export const meanMonth: readonly number[] = (() => {
  const months = Array.from({ length: 12 }, (_, m) => monthWeights(parseMonth('2023-01') + m));
  return sectorIds.map(
    (_, s) => months.reduce((sum, w) => sum + w[s]!.reduce((a, b) => a + b, 0), 0) / 12,
  );
})();

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const origin = parseMonth('2022-01');

/** Growth of production since January 2022. */
export function production(practice: Practice, month: number): number {
  return (1 + practice.produced.growth) ** ((month - origin) / 12);
}

/** Common inclination of a sector in a month, on the logit scale. */
export function drift(practice: Practice, month: number): number {
  const { gain, middle, width } = practice.share.drift;
  return gain * logistic((month - parseMonth(middle)) / width);
}

/**
 * Share of the patients seen whose INS is qualified: a logit of the sector's level, the actor's
 * inclination, what it has learnt since it runs a Ségur release, less what its barriers cost.
 */
export function qualifiedShare(
  practice: Practice,
  inclination: number,
  age: number,
  cost: number,
): number {
  const { level, sigma, gain, days } = practice.qualified;
  return logistic(level + sigma * inclination + gain * (1 - Math.exp(-age / days)) - cost);
}

/**
 * Inclination to send what may be sent, on the logit scale: the generation's level, the actor's
 * inclination, habit gained since the start of the generation's way of sending, the sector's
 * drift, less what its barriers cost.
 */
export function sendingLogit(
  practice: Practice,
  generation: 'segur_v1' | 'sentinelle' | 'segur_v2',
  inclination: number,
  age: number,
  drifted: number,
  cost: number,
): number {
  const { level, sigma, habit } = practice.share;
  const base = level[generation] ?? level.segur_v1;
  return (
    base + sigma * inclination + habit.gain * (1 - Math.exp(-age / habit.days)) + drifted - cost
  );
}

/** Share of what may be sent that an actor tries to send. */
export const sendingShare = (practice: Practice, logit: number): number =>
  practice.share.cap * logistic(logit);

/** Share of the attempts that are accepted in a month, before the vendor's own deviation. */
export function acceptance(month: number): number {
  const { from, to, start, end } = rates.acceptance;
  const t = (month - parseMonth(start)) / (parseMonth(end) - parseMonth(start));
  return from + (to - from) * Math.min(1, Math.max(0, t));
}
