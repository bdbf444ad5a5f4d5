import { setImmediate as breathe } from 'node:timers/promises';
import { sectorIds } from '../actors/territory.js';
import { firstDay, formatDay, formatMonth, parseDay } from '../calendar.js';
import type { Scenario } from '../calibration/calibration.js';
import { leverIds } from '../levers/lever-ids.js';
import { barrierIds, remaining } from '../levers/levers.js';
import {
  attemptedShare,
  blockedShare,
  eachPractising,
  expectedDocuments,
} from '../streams/feeding.model.js';
import { feeding } from '../streams/feeding.book.js';
import { STREAMS } from '../streams/streams.js';
import { expectedIn, senderIndex, talliesOf } from '../streams/submissions.js';
import { isMonthly } from '../tally/stream.js';
import type { World } from '../world.js';
import type { WorldState } from '../world-state.js';

/**
 * What is true of a simulated world, expanded to the nation: for tests and for the what-if only.
 * Nothing of it is carried by a feed.
 */

export type LeverChange = Scenario['levers'][string];

export interface MonthEffect {
  readonly month: string;
  /** Actors that the lever has reached by the end of the month. */
  readonly exposed: number;
  /** What is measured, with the lever and without it. */
  readonly with: number;
  readonly without: number;
  readonly effect: number;
}

/** Months of a window, both included, as month numbers. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What the effect of a lever can be asked on, for the whole nation in a month. */
export const EFFECTS: Readonly<Record<string, (state: WorldState, month: number) => number>> = {
  accepted: (state, month) => expectedAccepted(state, month),
  activated: (state, month) =>
    state.profiles.at(month).flows.activated.reduce((sum, count) => sum + count, 0),
};

/**
 * Expected effect of a lever, month by month, at the exposure that the world has: what there is less
 * what there would be had it never reached anyone.
 * @param measure one of EFFECTS
 */
export async function leverEffect(
  world: World,
  lever: string,
  window: Window,
  measure = 'accepted',
): Promise<MonthEffect[]> {
  const other = variant(world, { [lever]: { without: true } }).state;
  const index = leverIds.indexOf(lever);
  const expected = EFFECTS[measure]!;
  const months: MonthEffect[] = [];
  for (let month = window.from; month <= window.to; month++) {
    await breathe();
    const factual = expected(world.state, month);
    const without = expected(other, month);
    months.push({
      month: formatMonth(month),
      exposed: exposure(world.state, index, firstDay(month + 1)),
      with: round(factual),
      without: round(without),
      effect: round(factual - without),
    });
  }
  return months;
}

/** Documents accepted in a month, in expectation over what is rounded. */
export function expectedAccepted(state: WorldState, month: number): number {
  const { actors, strata } = state;
  let sum = 0;
  eachPractising(state, month, (p) => {
    const factor = strata[actors.stratum[p.actor]!]!.factor;
    for (const type of p.practice.types) {
      const produced = expectedDocuments(state, month, p, type);
      const open = produced * (1 - blockedShare(state, month, p, type.id));
      sum += factor * open * attemptedShare(p, type.effect) * p.accepted;
    }
  });
  return sum;
}

function exposure({ actors, strata, levers }: WorldState, lever: number, end: number): number {
  let sum = 0;
  for (let i = 0; i < actors.count; i++) {
    if (levers.reachedOn(lever, i) < end) sum += strata[actors.stratum[i]!]!.factor;
  }
  return Math.round(sum);
}

export interface MonthCounterfactual {
  readonly month: string;
  readonly sector: string;
  readonly factual: number;
  readonly counterfactual: number;
}

/** Documents accepted by sector as drawn, and as drawn with the same seed had levers been moved. */
export async function counterfactual(
  world: World,
  changes: Scenario['levers'],
  window: Window,
): Promise<MonthCounterfactual[]> {
  const other = variant(world, changes);
  const months: MonthCounterfactual[] = [];
  for (let month = window.from; month <= window.to; month++) {
    await breathe();
    const factual = acceptedBySector(world.state, month);
    const moved = acceptedBySector(other.state, month);
    sectorIds.forEach((sector, s) =>
      months.push({
        month: formatMonth(month),
        sector,
        factual: round(factual[s]!),
        counterfactual: round(moved[s]!),
      }),
    );
  }
  return months;
}

function acceptedBySector(state: WorldState, month: number): number[] {
  const { actors, strata } = state;
  const book = state.book(feeding, month);
  const accepted = book.counts[book.tree.names.indexOf('accepted')]!;
  const sums = sectorIds.map(() => 0);
  for (let e = 0; e < book.rows; e++) {
    const actor = book.subject[e]!;
    sums[actors.sector[actor]!]! += accepted[e]! * strata[actors.stratum[actor]!]!.factor;
  }
  return sums;
}

/** The last world asked for with the same seed and other levers, kept for the next question. */
const variants = new WeakMap<World, { key: string; world: World }>();

function variant(world: World, changes: Scenario['levers']): World {
  const key = JSON.stringify(changes);
  const known = variants.get(world);
  if (known?.key === key) return known.world;
  const created = world.withLevers(changes);
  variants.set(world, { key, world: created });
  return created;
}

export interface BarrierTruth {
  readonly sector: string;
  readonly barrier: string;
  /** Actors that run a Ségur release and met the barrier before any lever; that still meet it. */
  readonly met: number;
  readonly remaining: number;
}

/** Which barriers the actors meet under the release that they run at the end of a month. */
export function barriersIn({ state }: World, month: number): BarrierTruth[] {
  const { actors, strata } = state;
  const lastDay = firstDay(month + 1) - firstDay(month) - 1;
  const counts = sectorIds.map(() => barrierIds.map(() => ({ met: 0, remaining: 0 })));
  eachPractising(state, month, (p) => {
    if (p.to !== lastDay) return;
    const factor = strata[actors.stratum[p.actor]!]!.factor;
    const left = remaining(actors.barriers[p.actor]!, p.reached);
    barrierIds.forEach((_, b) => {
      const count = counts[actors.sector[p.actor]!]![b]!;
      if (actors.barriers[p.actor]! & (1 << b)) count.met += factor;
      if (left & (1 << b)) count.remaining += factor;
    });
  });
  return sectorIds.flatMap((sector, s) =>
    barrierIds.flatMap((barrier, b) => {
      const { met, remaining: left } = counts[s]![b]!;
      return met === 0 ? [] : [{ sector, barrier, met: round(met), remaining: round(left) }];
    }),
  );
}

export interface LeverTruth {
  readonly lever: string;
  /** First day on which it reaches someone, and actors ever reached. */
  readonly first: string | null;
  readonly reached: number;
}

/** When each lever begins to reach actors, and how many it ever reaches. */
export function leversOf({ state }: World): LeverTruth[] {
  const end = parseDay('2100-01-01');
  return leverIds.map((lever, index) => {
    let first = end;
    for (let i = 0; i < state.actors.count; i++) {
      first = Math.min(first, state.levers.reachedOn(index, i));
    }
    return {
      lever,
      first: first === end ? null : formatDay(first),
      reached: exposure(state, index, end),
    };
  });
}

export interface SubmissionTruth {
  readonly submitter: string;
  readonly stream: string;
  readonly period: string;
  readonly rows: number;
  readonly total: number;
}

/** Every submission that a month holds once settled. */
export async function trueSubmissions(
  { state }: World,
  month: number,
  grain: 'month' | 'day',
): Promise<SubmissionTruth[]> {
  const first = firstDay(month);
  const days = grain === 'month' ? 1 : firstDay(month + 1) - first;
  const all: SubmissionTruth[] = [];
  for (const stream of STREAMS) {
    await breathe();
    const isDaily = grain === 'day' && !isMonthly(stream);
    const tallies = talliesOf(state, stream, month, isDaily ? 'day' : 'month');
    const submitted = expectedIn(state, STREAMS, month)
      .filter((by) => by.stream === stream.name)
      .flatMap((by) => {
        const sender = senderIndex(by);
        return Array.from({ length: isDaily ? days : 1 }, (_, d) => ({
          submitter: by.id,
          stream: stream.name,
          period: isDaily ? formatDay(first + d) : formatMonth(month),
          ...tallies[sender * (isDaily ? days : 1) + d]!,
        }));
      });
    all.push(...submitted);
  }
  return all;
}

const round = (value: number): number => Math.round(value * 10) / 10;
