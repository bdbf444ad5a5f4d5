import { has, TRAITS } from '../actors/actors.js';
import { firstDay } from '../calendar.js';
import { messaging } from '../calibration/messages.js';
import { prescribing } from '../calibration/prescribing.js';
import { funding } from '../calibration/programmes.js';
import { visitRates } from '../calibration/visits.js';
import { keyOf, normal, uniform } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { attemptedShare, eachPractising, VSM, type Practising } from './feeding.model.js';
import { messageUse, writingDates } from './messages.js';
import { medicalSummaryWeight } from './prescribing.js';
import { reachedStates, type File } from './programmes.file.js';
import { logistic } from './uptake.js';

const { forfait_structure: forfait, donum } = funding;
const { per_document } = messaging.patient;
const JUNE = 5;
const DECEMBER = 11;
const logit = (p: number): number => Math.log(p / (1 - p));

/** What is expected of a doctor over a year: shares of its consultations and of its patients. */
interface Use {
  readonly fed: number;
  readonly messaged: number;
  /** Share of the long-term patients with a medical summary; 0 for those without any. */
  readonly summarised: number;
  /** Share of what is produced that is tried. */
  readonly sending: number;
}

/** The files of one year that are stated in a month. */
interface Statement {
  readonly year: number;
  readonly settled: boolean;
  readonly use: ReadonlyMap<number, Use>;
}

/**
 * Files of the forfait structure and of DONUM of the doctors with a Ségur release: those of a year
 * once settled, in the June that follows it; those of DONUM also while it runs, in June and December.
 */
export function yearlyFiles(world: WorldState, month: number): (actor: number) => File[] {
  const place = ((month % 12) + 12) % 12;
  const year = 1970 + Math.floor(month / 12);
  const statements: Statement[] = [];
  const state = (of: number, settled: boolean, at: number): void => {
    if (of >= forfait.years.from) statements.push({ year: of, settled, use: usesAt(world, at) });
  };
  if (place === DECEMBER && year >= donum.from) state(year, false, month);
  if (place === JUNE) {
    state(year - 1, true, month - 6);
    if (year >= donum.from) state(year, false, month);
  }
  return (actor) =>
    statements.flatMap((statement) => {
      const use = statement.use.get(actor);
      if (!use) return [];
      return statement.year >= donum.from
        ? donumFiles(world, actor, statement, use)
        : forfaitFiles(world, actor, statement, use);
    });
}

function forfaitFiles(
  { actors, seed }: WorldState,
  actor: number,
  { year, settled }: Statement,
  { fed, messaged, summarised }: Use,
): File[] {
  if (year > forfait.years.to) return [];
  const key = keyOf(seed, 'forfait-structure');
  const id = actors.id[actor]!;
  const luck = (n: number): number => uniform(key, id, year, n);
  if (luck(0) >= forfait.declares) return [];
  const equipped = luck(1) < forfait.equipped;
  const structured = logistic(
    logit(prescribing.medical_summaries.structured) + forfait.structured_spread * normal(key, id),
  );
  const targets: [strand: string, isReached: boolean][] = [
    ['equipment', equipped],
    ['use_dmp', fed >= forfait.fed],
    ['use_messaging', messaged >= forfait.messaged],
  ];
  if (year === forfait.summaries.year && has(actors, actor, TRAITS.generalPractice)) {
    targets.push(
      ['vsm_half', summarised >= forfait.summaries.half],
      ['vsm_nearly_all', summarised >= forfait.summaries.nearly_all],
      ['vsm_structured', structured >= forfait.summaries.structured],
    );
  }
  return targets.map(([strand, isReached], n) => ({
    programme: 'forfait_structure',
    strand,
    window: String(year),
    states: reachedStates(
      true,
      equipped,
      isReached,
      settled && luck(2 * n + 2) < forfait.entered,
      settled && luck(2 * n + 3) < forfait.paid,
    ),
  }));
}

function donumFiles(
  { actors, seed }: WorldState,
  actor: number,
  { year, settled }: Statement,
  { sending }: Use,
): File[] {
  const key = keyOf(seed, 'donum');
  const id = actors.id[actor]!;
  const luck = (n: number): number => uniform(key, id, year, n);
  if (luck(0) >= donum.declares) return [];
  const { level, of_feeding, spread } = donum.use;
  const use = logistic(level + of_feeding * (2 * sending - 1) + spread * normal(key, id));
  const threshold = donum.thresholds[String(year)] ?? Object.values(donum.thresholds).at(-1)!;
  const isUpToDate = luck(1) < donum.up_to_date;
  return ['whole', 'teleservices'].map((strand, n) => ({
    programme: 'donum',
    strand,
    window: String(year),
    states: reachedStates(
      true,
      strand === 'teleservices' || isUpToDate,
      use >= threshold,
      settled && luck(2 * n + 2) < donum.entered,
      settled && luck(2 * n + 3) < donum.paid,
    ),
  }));
}

/** Expected use of each actor of general practice with a Ségur release, as practised in a month. */
function usesAt(world: WorldState, month: number): ReadonlyMap<number, Use> {
  const { actors } = world;
  const writes = writingDates(world);
  const january = month - (month % 12);
  const summaries = Array.from({ length: 12 }, (_, m) => medicalSummaryWeight(january + m));
  const summaryWeight = summaries.reduce((a, b) => a + b, 0);
  const uses = new Map<number, Use>();
  eachPractising(world, month, (p) => {
    if (!p.practice.barriers) return;
    const since = writes(p.actor);
    uses.set(p.actor, {
      fed: fedShare(p),
      messaged: since > month ? 0 : messagedShare(p, month - since),
      summarised: has(actors, p.actor, TRAITS.generalPractice)
        ? summarisedShare(p, month, summaryWeight)
        : 0,
      sending: attemptedShare(p, 0),
    });
  });
  return uses;
}

/** Share of the consultations that give at least one accepted document. */
function fedShare(p: Practising): number {
  const accepted = forfait.documents_per_visit * attemptedShare(p, 0) * p.accepted;
  return accepted / (1 + visitRates['mdv']!.several * accepted);
}

/** Share of the consultations that are followed by a message to the patient. */
function messagedShare(p: Practising, months: number): number {
  const messages =
    forfait.documents_per_visit * p.qualified * per_document['mdv']! * messageUse(months);
  return messages / forfait.messages_per_visit;
}

/** Share of the long-term patients with a medical summary sent in the year of a month. */
function summarisedShare(p: Practising, month: number, yearWeight: number): number {
  const type = p.practice.types.find(({ id }) => id === VSM);
  if (!type) return 0;
  const days = (p.to - p.from + 1) / daysIn(month);
  const year = (p.documents / days) * type.weight * yearWeight;
  return (year * attemptedShare(p, type.effect) * p.accepted) / forfait.long_term_patients;
}

const daysIn = (month: number): number => firstDay(month + 1) - firstDay(month);
