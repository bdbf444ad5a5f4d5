import { barriers, irritants, nomenclature, releases } from '@vigie/seeds/reference';
import { has, isPaused, TRAITS } from '../actors/actors.js';
import {
  acceptance,
  drift,
  production,
  qualifiedShare,
  sendingLogit,
  sendingShare,
} from '../actors/activity.js';
import { FEEDING, NEVER, releaseOf } from '../actors/adoption.js';
import { runs, type Run } from '../actors/runs.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseDay, parseMonth } from '../calendar.js';
import { barrierRates, practices, rates } from '../calibration/calibration.js';
import { sentinelle } from '../calibration/sentinelle.js';
import { leverIds } from '../levers/lever-ids.js';
import { leverGain, qualificationCost, remaining, sendingCost } from '../levers/levers.js';
import { keyOf, uniform } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { isSilent } from './feeding.model.js';
import { ePrescriptionShare } from './prescribing.js';
import { cumulated, drawWord } from './words.js';

const { reports, causes: others, regressions } = sentinelle;

/** The seven irritants; sub-irritants are not told apart in a report. */
export const irritantIds = irritants.filter(({ parent }) => parent === null).map(({ id }) => id);
/** Channels of a report, in the order of the nomenclature. */
export const channelIds = nomenclature('report_channel').map(({ id }) => id);
/** First month with reports. */
export const REPORTS_FROM = parseMonth(reports.from);
const waves = nomenclature('satisfaction_wave').map(({ id }) => parseMonth(id));
const SENTINELLE = FEEDING.indexOf('sentinelle');
const WAVE_2 = FEEDING.indexOf('segur_v2');

/** What makes a professional report: a barrier, or a cause beside the barriers. */
export interface Cause {
  /** Place among the causes, and of its irritant among the irritants. */
  readonly number: number;
  readonly irritant: number;
  readonly stage: string;
  /** Levers that clear it, by index. */
  readonly clearedBy: readonly number[];
  /** Reports a month where everything fails, at full attention. */
  readonly rate: number;
  /** Bit among the barriers, or share of the actors that meet it by sector. */
  readonly barrier: number;
  readonly shares: readonly number[];
}

/** Weight of a barrier that costs nothing; one that costs a logit unit weighs 1, as any above. */
const FAINT = 0.3;
const NO_SHARES = sectorIds.map(() => 0);
const rateOf = (stage: string, weight: number): number =>
  reports.rate * (reports.stage_weight[stage] ?? 0) * weight;

/** Every cause. Only the irritant of one leaves the core, never which cause it was. */
export const causes: readonly Cause[] = [
  ...barriers.map(({ id, irritant, stage, cleared_by }, b) => {
    const { costs, delays } = barrierRates.barriers[id]!;
    return {
      number: b,
      irritant: irritantIds.indexOf(irritant),
      stage,
      clearedBy: cleared_by.map((lever) => leverIds.indexOf(lever)),
      rate: rateOf(stage, Math.min(1, FAINT + (costs ?? delays ?? 0))),
      barrier: 1 << b,
      shares: NO_SHARES,
    };
  }),
  ...others.map(({ irritant, stage, cleared_by, sectors, weight }, n) => ({
    number: barriers.length + n,
    irritant: irritantIds.indexOf(irritant),
    stage,
    clearedBy: cleared_by.map((lever) => leverIds.indexOf(lever)),
    rate: rateOf(stage, weight),
    barrier: 0,
    shares: sectorIds.map((sector) => sectors[sector] ?? 0),
  })),
];

/** One report: under which run of the month, by which channel. */
export interface Report {
  readonly run: Run;
  readonly channel: number;
}

/** Days on which an actor runs a release that takes back what was cleared before. */
interface Regression {
  readonly since: number;
  /** Day of the correction. */
  readonly until: number;
}

const regressing = new Map(
  releases.flatMap(({ id, released_on }, r) => {
    const weeks = regressions.releases[id];
    const from = parseDay(released_on);
    return weeks === undefined ? [] : [[r, { from, until: from + 7 * weeks }] as const];
  }),
);

/** Ids of the releases that open resolved reports again. */
export const regressingReleases: readonly string[] = Object.keys(regressions.releases);

/** What is reported in a world: a function of the actor, the month and the cause alone. */
interface Reporting {
  /** Whether an actor meets a cause before anything has cleared it. */
  meets(actor: number, cause: Cause): boolean;
  /** Day on which the first lever that clears a cause reaches an actor. */
  clearedOn(actor: number, cause: Cause): number;
  /** The report of a cause that an actor meets, in a month. */
  report(actor: number, month: number, cause: Cause): Report | null;
  regression(actor: number): Regression | null;
}

/** The reports of a world up to a month. */
export function reportingOf(world: WorldState, until: number): Reporting {
  const { actors, levers, seed } = world;
  const key = keyOf(seed, 'reports');
  const causeKey = keyOf(seed, 'report-causes');
  const months = Array.from({ length: Math.max(0, until + 1 - REPORTS_FROM) }, (_, n) => {
    const month = REPORTS_FROM + n;
    const first = firstDay(month);
    return {
      first,
      days: firstDay(month + 1) - first,
      attention: attention(month),
      channels: sectorIds.map((sector) => channelsOf(month, sector)),
    };
  });

  const clearedOn = (actor: number, { clearedBy }: Cause): number => {
    let day = NEVER;
    for (const lever of clearedBy) day = Math.min(day, levers.reachedOn(lever, actor));
    return day;
  };
  const regression = (actor: number): Regression | null => {
    const found = regressing.get(releaseOf[actors.vendor[actor]!]![WAVE_2 + 1]!);
    const since = actors.starts[3 * actor + WAVE_2]!;
    return found && since >= found.from && since < found.until
      ? { since, until: found.until }
      : null;
  };
  /** Whether a cause stands on a day: not cleared yet, or back with a release. */
  const stands = (actor: number, cause: Cause, day: number): boolean => {
    const cleared = clearedOn(actor, cause);
    if (day < cleared) return true;
    const back = regression(actor);
    return back !== null && cleared < back.since && day >= back.since && day < back.until;
  };
  return {
    meets: (actor, { number, barrier, shares }) =>
      barrier !== 0
        ? (actors.barriers[actor]! & barrier) !== 0
        : uniform(causeKey, actors.id[actor]!, number) < shares[actors.sector[actor]!]!,
    clearedOn,
    regression,
    report(actor, month, cause) {
      const { first, days, attention: heed, channels } = months[month - REPORTS_FROM]!;
      const id = actors.id[actor]!;
      const most = cause.rate * heed;
      let draw = uniform(key, id, month, 2 * cause.number);
      if (draw >= most) return null;
      for (const run of runs(actors, actor, first, days)) {
        if (!stands(actor, cause, first + run.to)) continue;
        const share = (run.to - run.from + 1) / days;
        draw -= most * share * failing(world, actor, month, run, cause.stage);
        if (draw >= 0) continue;
        const weights = channels[actors.sector[actor]!]!;
        const rank = uniform(key, id, month, 2 * cause.number + 1);
        return { run, channel: drawWord(weights, rank) };
      }
      return null;
    },
  };
}

/** How readily one reports in a month, at most 1. */
function attention(month: number): number {
  const { before, middle, width, peak, tail, fade } = reports.attention;
  const risen = 1 / (1 + Math.exp((parseMonth(middle) - month) / width));
  const faded = tail + (1 - tail) * Math.exp(-Math.max(0, month - parseMonth(peak)) / fade);
  return (before + (1 - before) * risen) * faded;
}

/** Cumulated shares of the channels in a month, by the nomenclature. */
function channelsOf(month: number, sector: string): number[] {
  const weights = channelIds.map((id) => {
    const { weight, from, waves: inWaves, factor = {} } = reports.channels[id]!;
    const open =
      (from === undefined || month >= parseMonth(from)) && (!inWaves || waves.includes(month));
    return open ? weight * (factor[sector] ?? 1) : 0;
  });
  return cumulated(weights);
}

/**
 * How much of what an actor tries at a stage fails, from 0 to 1: waiting for the software, then the
 * documents that are expected to be withheld or rejected, half the effect at `half` a month.
 */
export function failing(
  world: WorldState,
  actor: number,
  month: number,
  { rank, from, to }: Run,
  stage: string,
): number {
  const { actors } = world;
  if (stage === 'received') return 1;
  const day = firstDay(month) + Math.floor((from + to) / 2);
  if (rank === 0) {
    const ordered = actors.ordered[actor]! <= day;
    return stage === (ordered ? 'installed' : 'ordered') ? 1 : 0;
  }
  const start = actors.starts[3 * actor + rank - 1]!;
  if (stage === 'ordered') return 0;
  if (stage === 'installed') return Math.exp(-(day - start) / reports.settling_days);
  if (isSilent(actors, actor) || isPaused(actors, actor, month)) {
    return stage === 'sent' ? reports.off : 0;
  }
  const failed = failedDocuments(world, actor, month, rank, day, stage);
  return failed / (failed + reports.half);
}

/** Documents of a month expected to fail at a stage. */
function failedDocuments(
  world: WorldState,
  actor: number,
  month: number,
  rank: number,
  day: number,
  stage: string,
): number {
  const { actors, levers } = world;
  const practice = practices[sectorIds[actors.sector[actor]!]!]!;
  const produced = actors.size[actor]! * production(practice, month);
  if (stage === 'prescribed') {
    return produced * ePrescriptionShare(world, actor, month) * reports.friction;
  }
  const habit = actors.habit[actor]!;
  const reached = levers.reached(actor, day);
  const met = remaining(actors.barriers[actor]!, reached);
  const age = day - feedingSince(world, actor, day);
  const qualified = qualifiedShare(practice, habit, age, qualificationCost(met));
  if (stage === 'ins_qualified') return produced * (1 - qualified);
  const generation = FEEDING[rank - 1]!;
  const drifted = drift(practice, month);
  const logit =
    sendingLogit(practice, generation, habit, age, drifted, sendingCost(met)) + leverGain(reached);
  const tried = sendingShare(practice, logit);
  const slow = has(actors, actor, TRAITS.oldComputer) ? rates.old_computer_network : 1;
  const rejected = Math.min(1, slow * (1 - acceptance(month)));
  return produced * qualified * (1 - tried * (1 - rejected));
}

/** Day since which an actor feeds the way it does: its first start, or its Sentinelle release. */
function feedingSince({ actors }: WorldState, actor: number, day: number): number {
  const starts = actors.starts.subarray(3 * actor, 3 * actor + 3);
  return starts[SENTINELLE]! <= day ? starts[SENTINELLE]! : Math.min(...starts);
}
