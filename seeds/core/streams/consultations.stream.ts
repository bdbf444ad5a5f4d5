import { nomenclature, professions } from '@vigie/seeds/reference';
import { TRAITS } from '../actors/actors.js';
import { cumulatedWeights, meanMonth } from '../actors/activity.js';
import { FEEDING } from '../actors/adoption.js';
import { runs } from '../actors/runs.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseDay, parseMonth } from '../calendar.js';
import { practices } from '../calibration/calibration.js';
import { consulting } from '../calibration/consultations.js';
import { keyOf, normal, uniform } from '../random/hash.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { takenUpOn } from './uptake.js';

const { sectors, use, call_centre, denials, first_access, noise } = consulting;
const { integrated } = use;
const accesses = nomenclature('consultation_access').map(({ id }) => id);
const modes = nomenclature('consultation_mode').map(({ id }) => id);
const bases = nomenclature('legal_basis').map(({ id }) => id);
const WEB = accesses.indexOf('web');
const INTEGRATED = accesses.indexOf('integrated');
const NORMAL = modes.indexOf('normal');
const BREAK_GLASS = modes.indexOf('bris_de_glace');
const CENTRE_15 = modes.indexOf('centre_15');
const NON_OPPOSITION = bases.indexOf('non_opposition');
const CONSENT = bases.indexOf('consent');
const EMERGENCY = bases.indexOf('emergency');

/** Day from which consulting takes the patient's consent. */
const CONSENT_FROM = parseDay(consulting.consent.from);
const HOSPITAL = sectorIds.indexOf('hopital');
const hospitalFrom = firstDay(parseMonth(use.hospital_integrated_from));
const SEGUR_V2 = FEEDING.indexOf('segur_v2') + 1;
const DOCTOR = '10';
const bySector = sectorIds.map((sector) => sectors[sector]);
const ORIGIN = parseMonth('2025-01');

/**
 * Consultations of the DMP by professionals, whatever software they run: asked for, then performed
 * or denied; the first access of a professional to a patient's record is notified to the patient.
 * Access from the software comes with Ségur 2 only (causal rule 9).
 */
const book: BookDeclaration = {
  name: 'consultations',
  envelope: 'actor',
  dimensions: [
    { name: 'access', words: accesses },
    { name: 'mode', words: modes },
    { name: 'legal_basis', words: bases },
  ],
  counts: [
    {
      name: 'requested',
      parts: [
        [
          { name: 'performed', parts: [[{ name: 'first_access' }]] },
          { name: 'denied_consent' },
          { name: 'denied_blocked' },
          { name: 'denied_matrix' },
          { name: 'denied_closed' },
        ],
      ],
    },
  ],
  draw(world, month, entry, node) {
    const { actors, seed } = world;
    const key = keyOf(seed, 'consultations');
    const first = firstDay(month);
    const weights = cumulatedWeights(month, meanMonth);
    const change = CONSENT_FROM - first;
    const began = beginnings(world);
    const { counts } = entry;
    for (let i = 0; i < actors.count; i++) {
      const s = actors.sector[i]!;
      const own = bySector[s];
      if (!own) continue;
      const since = month + 0.5 - began(i);
      const id = actors.id[i]!;
      const isCentre = s === HOSPITAL && hasCallCentre(key, actors.traits[i]!, id);
      if (since < 0 && !isCentre) continue;
      const level =
        since < 0 ? 0 : own.volume * useOf(since, month) * spreadOf(key, id, month, own.sigma);
      const prefersSoftware = uniform(key, id, 3) < integrated.share;
      const fresh = faded(first_access, since);
      const isDoctor = professions[actors.profession[i]!]!.id === DOCTOR;
      /** One entry: what is asked for over some days in some way. */
      const put = (rank: number, from: number, to: number, wanted: number, codes: Codes): void => {
        const [access, mode, basis] = codes;
        const salt = 512 * rank + 128 * access + 32 * mode + 8 * basis;
        const requested = Math.floor(wanted + uniform(key, id, month, salt));
        if (requested <= 0) return;
        let left = requested;
        const part = (ratio: number, n: number): number => {
          const count = Math.min(
            left,
            Math.floor(requested * ratio + uniform(key, id, month, salt + n)),
          );
          left -= count;
          return count;
        };
        counts[node['requested']!] = requested;
        counts[node['denied_closed']!] = part(denials.closed, 1);
        counts[node['denied_blocked']!] = part(denials.blocked, 2);
        counts[node['denied_matrix']!] = part(isDoctor || mode !== NORMAL ? 0 : denials.matrix, 3);
        counts[node['denied_consent']!] = part(refusals(basis, month), 4);
        counts[node['performed']!] = left;
        counts[node['first_access']!] = Math.min(
          left,
          Math.floor(left * fresh + uniform(key, id, month, salt + 5)),
        );
        entry.put(i, rank, from, to, access, mode, basis);
      };
      for (const { rank, from, to } of runs(actors, i, first, weights[s]!.length - 1)) {
        const activity = (a: number, b: number): number => weights[s]![b + 1]! - weights[s]![a]!;
        const isIntegrated = rank === SEGUR_V2 && (s !== HOSPITAL || first + from >= hospitalFrom);
        const glass = level * own.emergency * activity(from, to);
        const access = isIntegrated && prefersSoftware ? INTEGRATED : WEB;
        const normal = level * (1 - own.emergency) * (access === INTEGRATED ? integrated.boost : 1);
        const usual = (a: number, b: number, basis: number): void =>
          put(rank, a, b, normal * activity(a, b), [access, NORMAL, basis]);
        const last = Math.min(to, change - 1);
        if (from <= last) usual(from, last, NON_OPPOSITION);
        if (last < to) usual(Math.max(from, change), to, CONSENT);
        put(rank, from, to, glass, [WEB, BREAK_GLASS, EMERGENCY]);
        if (isCentre) {
          const calls = call_centre.volume * activity(from, to);
          put(rank, from, to, calls, [WEB, CENTRE_15, EMERGENCY]);
        }
      }
    }
  },
};

type Codes = readonly [access: number, mode: number, basis: number];

/** Emergency call centres are few: hospital sites that are the seat of a legal entity. */
function hasCallCentre(key: number, traits: number, id: number): boolean {
  return (traits & TRAITS.seat) !== 0 && uniform(key, id, 2) < call_centre.share;
}

/** Month, with its fraction, from which an actor consults; Infinity for one who never does. */
function beginnings({ actors, seed }: WorldState): (actor: number) => number {
  const key = keyOf(seed, 'consultations');
  const ceilings = bySector.map((own) => professions.map(({ id }) => own?.ceilings[id] ?? 0));
  return (i) => {
    const s = actors.sector[i]!;
    const own = bySector[s]!;
    const id = actors.id[i]!;
    return takenUpOn(own, uniform(key, id), ceilings[s]![actors.profession[i]!]!);
  };
}

/** Requests of a consulter against those of full use, in the months since it began. */
function useOf(since: number, month: number): number {
  const { rise, growth } = use;
  const risen = 1 - (1 - rise.from) * Math.exp(-since / rise.months);
  return risen * (1 + growth) ** ((month - ORIGIN) / 12);
}

/** An actor's own level, of mean 1, and its month's. */
function spreadOf(key: number, id: number, month: number, sigma: number): number {
  const own = Math.exp(sigma * normal(key, id, 1) - (sigma * sigma) / 2);
  return own * Math.max(0, 1 + noise * normal(key, id, month, 7));
}

const faded = (
  { from, to, months }: { from: number; to: number; months: number },
  age: number,
): number => to + (from - to) * Math.exp(-Math.max(0, age) / months);

/** Share of the requests that lack what their legal basis asks for; in an emergency nothing is. */
function refusals(basis: number, month: number): number {
  if (basis === EMERGENCY) return 0;
  if (basis === NON_OPPOSITION) return denials.non_opposition;
  return faded(denials.consent, month - CONSENT_MONTH);
}
const CONSENT_MONTH = parseMonth(consulting.consent.from.slice(0, 7));

const hospitals = practices['hopital']!;
/** Expected seats of legal entities among the hospital sites: for the expected rows. */
const expectedSeats = Math.round(hospitals.count * hospitals.traits.seats);

/**
 * Consultations of the DMP by professionals, in requests, as the DMP traces them: performed (of these
 * the first of the professional for the patient) or denied, by reason; declared once a month.
 */
export const consultations: StreamDeclaration = {
  name: 'consultations',
  book,
  sender: 's-mes',
  detailed: true,
  monthly: true,
  counts: [
    'requested',
    'performed',
    'first_access',
    'denied_consent',
    'denied_blocked',
    'denied_matrix',
    'denied_closed',
  ],
  total: 'performed',
  rows(world, month) {
    const began = beginnings(world);
    let rows = 0;
    for (let i = 0; i < world.actors.count; i++) {
      if (bySector[world.actors.sector[i]!] && began(i) < month + 0.5) rows++;
    }
    const centres = call_centre.share * expectedSeats;
    return rows * (month === CONSENT_MONTH ? 2.05 : 1.16) + centres;
  },
  daily: 0.45,
};
