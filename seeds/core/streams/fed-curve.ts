import { has, TRAITS, type Actors } from '../actors/actors.js';
import { NEVER } from '../actors/adoption.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { practices } from '../calibration/calibration.js';
import type { WorldState } from '../world-state.js';
import { attemptedShare, eachPractising, VSM } from './feeding.model.js';
import { medicalSummaryWeight } from './prescribing.js';

/** Points drawn in a sector, in proportion to what its actors produce. */
const POINTS: Readonly<Record<string, number>> = { mdv: 560, hopital: 200, biologie: 140 };
const OTHERS = 80;
/** First starts within a fifth of a year are walked together, by inclination to send. */
const ORIGIN = firstDay(parseMonth('2021-09'));
const PERIOD = 73;
const PERIODS = 32;
const LEVELS = 24;

/** Points of the panel: actors, each with the documents produced that it stands for. */
interface Panel {
  readonly members: number[];
  readonly weights: number[];
}

const curves = new WeakMap<WorldState, (month: number) => number>();

/**
 * Documents accepted by the whole nation in a month, as expected from the behaviour of the actors
 * before anything is rounded: a panel stands for them, so that the curve runs ahead of any book.
 * Each sector has the actors of the nation, even where a scenario has fewer.
 */
export function fedDocuments(world: WorldState, month: number): number {
  let curve = curves.get(world);
  if (!curve) curves.set(world, (curve = createCurve(world)));
  return curve(month);
}

function createCurve(world: WorldState): (month: number) => number {
  const panel: Panel = { members: [], weights: [] };
  sectorIds.forEach((_, sector) => {
    drawPoints(world, sector, panel);
  });
  const { members, weights } = panel;
  const { levers } = world;
  const actors = only(world.actors, members);
  const small: WorldState = {
    ...world,
    actors,
    levers: {
      ...levers,
      reached: (point, day) => levers.reached(members[point]!, day),
      reachedOn: (lever, point) => levers.reachedOn(lever, members[point]!),
    },
  };
  const known = new Map<number, number>();
  return (month) => {
    let sum = known.get(month);
    if (sum !== undefined) return sum;
    sum = 0;
    const summaries = medicalSummaryWeight(month);
    eachPractising(small, month, (p) => {
      const treats = has(actors, p.actor, TRAITS.generalPractice);
      let share = 0;
      for (const { id, weight, effect } of p.practice.types) {
        const season = id !== VSM ? 1 : treats ? summaries : 0;
        share += weight * season * attemptedShare(p, effect);
      }
      const produced = (weights[p.actor]! * p.documents) / actors.size[p.actor]!;
      sum! += produced * share * p.accepted;
    });
    known.set(month, sum);
    return sum;
  };
}

/** Draws actors systematically by size along their first start, then their inclination to send. */
function drawPoints({ actors, strata }: WorldState, sector: number, panel: Panel): void {
  const buckets = Array.from({ length: PERIODS * LEVELS }, (): number[] => []);
  let heads = 0;
  let produced = 0;
  for (let i = 0; i < actors.count; i++) {
    if (actors.sector[i] !== sector) continue;
    const { factor } = strata[actors.stratum[i]!]!;
    heads += factor;
    const start = Math.min(...actors.starts.subarray(3 * i, 3 * i + 3));
    if (start === NEVER) continue;
    produced += factor * actors.size[i]!;
    buckets[bucketOf(start, actors.habit[i]!)]!.push(i);
  }
  const step = produced / (POINTS[sectorIds[sector]!] ?? OTHERS);
  const nation = practices[sectorIds[sector]!]!.count / heads;
  let passed = 0;
  let next = step / 2;
  for (const i of buckets.flat()) {
    passed += strata[actors.stratum[i]!]!.factor * actors.size[i]!;
    for (; passed > next; next += step) {
      panel.members.push(i);
      panel.weights.push(step * nation);
    }
  }
}

/** Levels run up and down in turn, so that neighbours in the walk resemble each other. */
function bucketOf(start: number, habit: number): number {
  const clip = (value: number, count: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor(value)));
  const period = clip((start - ORIGIN) / PERIOD, PERIODS);
  const level = clip((habit + 3) * 4, LEVELS);
  return period * LEVELS + (period % 2 === 0 ? level : LEVELS - 1 - level);
}

/** The traits of some actors, in the order given. */
function only(actors: Actors, members: readonly number[]): Actors {
  const gather = <T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(
    values: T,
    each = 1,
  ): T => {
    const Column = values.constructor as new (length: number) => T;
    const found = new Column(each * members.length);
    members.forEach((i, n) => {
      found.set(values.subarray(each * i, each * (i + 1)), each * n);
    });
    return found;
  };
  return {
    count: members.length,
    id: gather(actors.id),
    sector: gather(actors.sector),
    profession: gather(actors.profession),
    department: gather(actors.department),
    vendor: gather(actors.vendor),
    stratum: gather(actors.stratum),
    size: gather(actors.size),
    habit: gather(actors.habit),
    barriers: gather(actors.barriers),
    traits: gather(actors.traits),
    ordered: gather(actors.ordered),
    starts: gather(actors.starts, 3),
    pauseFrom: gather(actors.pauseFrom),
    pauseTo: gather(actors.pauseTo),
    closedOn: gather(actors.closedOn),
  };
}
