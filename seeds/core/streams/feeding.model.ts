import { generations, professions, vendors } from '@vigie/seeds/reference';
import { has, isPaused, TRAITS, type Actors } from '../actors/actors.js';
import {
  acceptance,
  cumulatedWeights,
  drift,
  meanMonth,
  production,
  qualifiedShare,
  sendingLogit,
  sendingShare,
} from '../actors/activity.js';
import { FEEDING } from '../actors/adoption.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { practices, rates, type Practice } from '../calibration/calibration.js';
import { prescribing } from '../calibration/prescribing.js';
import { leverIds } from '../levers/lever-ids.js';
import { leverGain, qualificationCost, remaining, sendingCost } from '../levers/levers.js';
import { keyOf, normal } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { ePrescriptionShare, medicalSummaryWeight, PRESCRIPTION } from './prescribing.js';
import { launchedShare } from './profile-launch.js';

/** Since 2023 nothing is fed under an INS that is not qualified (end of the tolerance, PF015). */
export const INS_REQUIRED_FROM = parseMonth('2023-01');

/** Medical summary, in the nomenclature of document types. */
export const VSM = '60591-5';

const automaticPrescription = 1 << leverIds.indexOf('LEV-05');
const professionIds = professions.map((profession) => profession.id);
const sentinelle = generations.findIndex((generation) => generation.id === 'sentinelle');

/** How an actor practises under one generation during a month, before anything is rounded. */
export interface Practising {
  actor: number;
  practice: Practice;
  /** Place of the generation in FEEDING. */
  g: number;
  /** First and last day within the month, from 0. */
  from: number;
  to: number;
  /** Middle day, and days since the actor began to feed that way. */
  day: number;
  age: number;
  /** Whether the module is off. */
  off: boolean;
  /** Levers that have reached the actor and barriers that it still meets, as bits. */
  reached: number;
  met: number;
  /** Documents expected over these days, all types together at weight 1. */
  documents: number;
  /** Share of the patients seen whose INS is qualified. */
  qualified: number;
  /** Inclination to send, on the logit scale. */
  logit: number;
  /** Share of the department's profiles open on the first day: nothing is sent before. */
  opened: number;
  /** Share of the attempts that are accepted. */
  accepted: number;
}

/**
 * Visits the actors that run a Ségur release in a month, in order, generation by generation; those
 * whose module never came on are left out.
 * @param visit called with one record that is written anew for each
 */
export function eachPractising(
  { actors, levers, seed }: WorldState,
  month: number,
  visit: (p: Practising) => void,
): void {
  const key = keyOf(seed, 'documents');
  const vendorKey = keyOf(seed, 'acceptance');
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  const sums = cumulatedWeights(month);
  const states = sectorIds.map((sector, s) => {
    const practice = practices[sector]!;
    const rate = production(practice, month) / meanMonth[s]!;
    return { practice, rate, drifted: drift(practice, month) };
  });
  const nationwide = acceptance(month);
  const accepted = vendors.map(
    (_, v) => nationwide + rates.acceptance.spread * normal(vendorKey, v),
  );
  const p = {} as Practising;
  const practise = (g: number, from: number, to: number, since: number): void => {
    const i = p.actor;
    const s = actors.sector[i]!;
    const { practice, rate, drifted } = states[s]!;
    const id = actors.id[i]!;
    const noise = 1 + rates.noise.month * normal(key, id, month, 8 * g) * Math.SQRT1_2;
    const mood = actors.habit[i]! + rates.noise.share * normal(key, id, month, 8 * g + 1);
    p.g = g;
    p.from = from;
    p.to = to;
    p.day = Math.floor(first + (from + to) / 2);
    p.age = p.day - since;
    p.reached = levers.reached(i, p.day);
    p.met = remaining(actors.barriers[i]!, p.reached);
    p.documents = actors.size[i]! * rate * (sums[s]![to + 1]! - sums[s]![from]!) * noise;
    p.qualified = qualifiedShare(practice, mood, p.age, qualificationCost(p.met));
    p.logit =
      sendingLogit(practice, FEEDING[g]!, mood, p.age, drifted, sendingCost(p.met)) +
      leverGain(p.reached);
    p.opened = launchedShare(actors.department[i]!, first + from);
    p.accepted = accepted[actors.vendor[i]!]!;
    visit(p);
  };
  for (let i = 0; i < actors.count; i++) {
    if (isSilent(actors, i)) continue;
    p.actor = i;
    p.practice = states[actors.sector[i]!]!.practice;
    p.off = isPaused(actors, i, month);
    eachSegment(actors, i, first, days, practise);
  }
}

/** Whether the module of an actor never came on: its software reports nothing of its documents. */
export const isSilent = (actors: Actors, actor: number): boolean => actors.pauseFrom[actor] === -1;

/** Documents of one type that an actor is expected to produce over the days that it practises so. */
export function expectedDocuments(
  { actors }: WorldState,
  month: number,
  p: Practising,
  type: Practice['types'][number],
): number {
  if (type.professions?.includes(professionIds[actors.profession[p.actor]!]!) === false) return 0;
  if (type.id !== VSM) return p.documents * type.weight;
  // Medical summaries are the treating physician's (causal rule 11).
  return has(actors, p.actor, TRAITS.generalPractice)
    ? p.documents * type.weight * medicalSummaryWeight(month)
    : 0;
}

/** Share of the documents of a type that a failing prescription module is expected to hold back. */
export function blockedShare(
  world: WorldState,
  month: number,
  p: Practising,
  type: string,
): number {
  if (type !== PRESCRIPTION || p.off || sendsWithoutModule(p)) return 0;
  return ePrescriptionShare(world, p.actor, month) * prescribing.e_prescription.failed;
}

/** Whether prescriptions go even where the module is inactive or fails (causal rule 7). */
export const sendsWithoutModule = (p: Practising): boolean =>
  (p.reached & automaticPrescription) !== 0;

/**
 * Share of the documents of an inclination that an actor is expected to try to send: patients with a
 * qualified INS × profiles open × those that it sends.
 */
export function attemptedShare(p: Practising, effect: number): number {
  return p.off ? 0 : p.qualified * p.opened * sendingShare(p.practice, p.logit + effect);
}

/**
 * Visits the generations that an actor runs in a month, one after the other.
 * @param visit called with the place in FEEDING, the first and last day within the month, from 0,
 * and the day since which the actor feeds that way
 */
function eachSegment(
  { starts }: Actors,
  actor: number,
  first: number,
  days: number,
  visit: (g: number, from: number, to: number, since: number) => void,
): void {
  let since = -1;
  for (let g = 0; g < 3; g++) {
    const start = starts[3 * actor + g]!;
    if (start >= first + days) continue;
    if (since < 0 || g + 1 === sentinelle) since = start;
    let end = first + days;
    for (let next = g + 1; next < 3; next++) end = Math.min(end, starts[3 * actor + next]!);
    if (end > first) visit(g, Math.max(0, start - first), end - first - 1, since);
  }
}

/** Actors × Ségur generations that they run in a month, but for those whose module never came on. */
export function countSegments({ actors }: WorldState, month: number): number {
  const first = firstDay(month);
  const end = firstDay(month + 1);
  let rows = 0;
  for (let i = 0; i < actors.count; i++) {
    if (isSilent(actors, i)) continue;
    let running = false;
    for (let g = 0; g < 3; g++) {
      const start = actors.starts[3 * i + g]!;
      if (start <= first) running = true;
      else if (start < end) rows++;
    }
    if (running) rows++;
  }
  return rows;
}
