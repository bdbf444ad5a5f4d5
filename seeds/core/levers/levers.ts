import { barriers, releases, vendors } from '@vigie/seeds/reference';
import { FEEDING, GENERATIONS, NEVER } from '../actors/adoption.js';
import type { Actors } from '../actors/actors.js';
import { parseDay } from '../calendar.js';
import { barrierRates, leverRates, type Scenario } from '../calibration/calibration.js';
import { exponential, keyOf, uniform } from '../random/hash.js';
import { leverIds } from './lever-ids.js';
import { sunEsDay, sunEsFrom } from './sun-es.js';

export type LeverChanges = Scenario['levers'];

/** The barriers, in the order of their bits. Never leaves the core. */
export const barrierIds = barriers.map((barrier) => barrier.id);

/** Levers by generation of a vendor, as bits: a release keeps what the ones before it carried. */
const carriedBy: readonly (readonly number[])[] = vendors.map(({ id }) => {
  let carried = 0;
  return GENERATIONS.map((generation) => {
    const release = releases.find((r) => r.vendor === id && r.generation === generation);
    for (const lever of release?.levers ?? []) carried |= 1 << leverIds.indexOf(lever);
    return carried;
  });
});

/** Days on which the levers reach the actors, and what they clear. */
export interface Levers {
  /** Levers that have reached an actor on a day, as bits in the order of the reference. */
  reached(actor: number, day: number): number;
  /** First day on which a lever reaches an actor, NEVER where it does not. */
  reachedOn(lever: number, actor: number): number;
  /** Day to which the scenario moves what was planned for a day, NEVER where it takes it away. */
  moved(lever: number, day: number): number;
}

/** Levers that a programme brings, on a day of each actor's own. */
const programmeLevers: Readonly<
  Record<string, { from: number; day(seed: string, actors: Actors, actor: number): number }>
> = { 'LEV-13': { from: sunEsFrom, day: sunEsDay } };

/** First day on which each lever can reach anyone, before the scenario changes it; NEVER for none. */
export const leversFrom = leverIds.map((id, lever) => {
  const national = leverRates.national[id];
  return programmeLevers[id]?.from ?? (national ? parseDay(national.from) : firstCarried(lever));
});

/**
 * When each lever reaches each actor. One that comes with a release reaches it when it runs that
 * release; a national one from its date on, some actors never, the others after a lag of their own.
 */
export function createLevers(seed: string, actors: Actors, changes: LeverChanges): Levers {
  const { count } = actors;
  const shifts = leverIds.map((id, lever) => {
    const { without, shift_days = 0, from } = changes[id] ?? {};
    if (without) return NEVER;
    return from === undefined ? shift_days : parseDay(from) - leversFrom[lever]!;
  });
  const moved = (lever: number, day: number): number => {
    const shift = shifts[lever]!;
    return day === NEVER || shift === NEVER ? NEVER : day + shift;
  };
  // One row an actor, one column a lever.
  const width = leverIds.length;
  const days = new Int32Array(width * count);
  leverIds.forEach((id, lever) => {
    const national = leverRates.national[id];
    const programme = programmeLevers[id];
    const key = keyOf(seed, `lever/${id}`);
    for (let actor = 0; actor < count; actor++) {
      const day = programme
        ? programme.day(seed, actors, actor)
        : national
          ? nationalDay(leversFrom[lever]!, national, key, actors.id[actor]!)
          : releaseDay(actors, actor, lever);
      days[width * actor + lever] = moved(lever, day);
    }
  });
  return {
    reached(actor, day) {
      let mask = 0;
      const row = width * actor;
      for (let lever = 0; lever < width; lever++) {
        if (days[row + lever]! <= day) mask |= 1 << lever;
      }
      return mask;
    },
    reachedOn: (lever, actor) => days[width * actor + lever]!,
    moved,
  };
}

/** First release of any vendor that carries a lever. */
function firstCarried(lever: number): number {
  const carrying = releases.filter((release) => release.levers.includes(leverIds[lever]!));
  return Math.min(NEVER, ...carrying.map(({ released_on }) => parseDay(released_on)));
}

function releaseDay(actors: Actors, actor: number, lever: number): number {
  const carried = carriedBy[actors.vendor[actor]!]!;
  let day = NEVER;
  FEEDING.forEach((_, g) => {
    if ((carried[g + 1]! & (1 << lever)) === 0) return;
    day = Math.min(day, actors.starts[3 * actor + g]!);
  });
  return day;
}

function nationalDay(
  from: number,
  { uptake, lag }: { uptake: number; lag: number },
  key: number,
  id: number,
): number {
  if (uniform(key, id) >= uptake) return NEVER;
  return Math.round(from + lag * exponential(key, id, 1));
}

/** Barriers that each set of levers clears, as bits. */
const cleared = Uint32Array.from({ length: 1 << leverIds.length }, (_, mask) =>
  barriers.reduce(
    (bits, barrier, b) =>
      barrier.cleared_by.some((id) => (mask & (1 << leverIds.indexOf(id))) !== 0)
        ? bits | (1 << b)
        : bits,
    0,
  ),
);

/** Barriers, as bits, that an actor still meets once levers have reached it. */
export const remaining = (traits: number, reached: number): number =>
  (traits & ~cleared[reached]!) >>> 0;

/** Sums, over a set of barriers of one stage, of what each costs in logit units. */
function costTable(stage: string): (bits: number) => number {
  const costs = barriers.map((barrier) =>
    barrier.stage === stage ? (barrierRates.barriers[barrier.id]?.costs ?? 0) : 0,
  );
  const bytes = [0, 8, 16].map((shift) =>
    Float64Array.from({ length: 256 }, (_, byte) =>
      costs.reduce((sum, cost, b) => (byte & ((1 << b) >>> shift) ? sum + cost : sum), 0),
    ),
  );
  return (bits) =>
    bytes[0]![bits & 0xff]! + bytes[1]![(bits >>> 8) & 0xff]! + bytes[2]![(bits >>> 16) & 0xff]!;
}

/** Cost of the barriers of qualification and of sending. */
export const qualificationCost = costTable('ins_qualified');
export const sendingCost = costTable('sent');

/** What the levers that have reached an actor add to its inclination to send, in logit units. */
export function leverGain(reached: number): number {
  return gains[reached]!;
}
/** By set of levers, as bits: each is a smaller set and its last lever. */
const gains = new Float64Array(1 << leverIds.length);
for (let reached = 1; reached < gains.length; reached++) {
  const last = 31 - Math.clz32(reached);
  gains[reached] = gains[reached ^ (1 << last)]! + (leverRates.gains[leverIds[last]!] ?? 0);
}
