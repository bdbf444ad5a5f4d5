import { nomenclature, professions, programmes } from '@vigie/seeds/reference';
import type { Actors } from '../actors/actors.js';
import { FEEDING, NEVER } from '../actors/adoption.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, monthOf, parseDay, parseMonth } from '../calendar.js';
import { funding } from '../calibration/programmes.js';
import { sunesWindow } from '../levers/sun-es.js';
import { exponential, keyOf, uniform } from '../random/hash.js';
import type { BookDeclaration, NodeIndex } from '../tally/stream.js';
import type { Count } from '../tally/tree.js';
import type { WorldState } from '../world-state.js';
import { reachedStates, STATES, type File } from './programmes.file.js';
import { yearlyFiles } from './programmes.yearly.js';
import { generationAt } from './roster.stream.js';

const { sun_es, sons, esms_numerique } = funding;
const programmeIds = nomenclature('programme').map(({ id }) => id);
/** Strands that files are about; `dmp` is the budget line above three of them. */
const strandIds = nomenclature('strand')
  .map(({ id }) => id)
  .filter((id) => id !== 'dmp');
const YEARS = Array.from({ length: 15 }, (_, n) => String(2022 + n));
/** Windows of the reference, then the years of the yearly programmes. */
const windowIds: readonly string[] = [
  ...Object.keys(sun_es.windows),
  ...Object.keys(sons.closes),
  esms_numerique.window,
  ...YEARS,
];

const WAVE_2 = FEEDING.indexOf('segur_v2');
const DOCTOR = professions.findIndex(({ id }) => id === '10');

/**
 * Files of the funding programmes as they stand at the end of a month, each state part of the one
 * before it: applied for, retained, target reached, indicators entered, paid. Files leave the
 * record some months after their deadline. SUN-ES states its files every month, the funding of
 * software and ESMS numérique at the end of each quarter, the yearly programmes in June and, while a
 * year of DONUM runs, in December.
 */
export const files: BookDeclaration = {
  name: 'programmes',
  envelope: 'actor',
  dimensions: [
    { name: 'programme', words: programmeIds },
    { name: 'strand', words: strandIds },
    { name: 'window', words: windowIds },
  ],
  counts: nested(STATES),
  draw(world, month, entry, node) {
    const { actors } = world;
    const last = firstDay(month + 1) - firstDay(month) - 1;
    eachFile(world, month, (i, file) => {
      setStates(entry.counts, node, file.states);
      entry.put(
        i,
        generationAt(actors, i, month),
        0,
        last,
        programmeIds.indexOf(file.programme),
        strandIds.indexOf(file.strand),
        windowIds.indexOf(file.window),
      );
    });
  },
};

/** Counts each of which is a part of the one before it. */
function nested([name, ...rest]: readonly string[]): Count[] {
  if (name === undefined) return [];
  return [rest.length === 0 ? { name } : { name, parts: [nested(rest)] }];
}

function setStates(counts: Int32Array, node: NodeIndex, states: number): void {
  for (let s = 0; s < states; s++) counts[node[STATES[s]!]!] = 1;
}

/**
 * Visits the files on record at the end of a month, actor by actor.
 * @param step visits one actor in so many, where an estimate is enough
 */
export function eachFile(
  world: WorldState,
  month: number,
  visit: (actor: number, file: File) => void,
  step = 1,
): void {
  const { actors } = world;
  const isQuarter = month % 3 === 2;
  const waves = sonsWaves(world, month);
  const social = esmsFiles(world, month);
  const yearly = yearlyFiles(world, month);
  const hospital = sunEsFiles(world, month);
  for (let i = 0; i < actors.count; i += step) {
    const sector = sectorIds[actors.sector[i]!]!;
    const each = (file: File): void => visit(i, file);
    if (sector === 'hopital') hospital(i).forEach(each);
    if (isQuarter) {
      waves(i).forEach(each);
      if (sector === 'esms') social(i).forEach(each);
    }
    if (actors.profession[i] === DOCTOR) yearly(i).forEach(each);
  }
}

/** Files of SUN-ES: one strand each, of the one window that a hospital applied to. */
function sunEsFiles({ actors, seed }: WorldState, month: number): (actor: number) => File[] {
  const key = keyOf(seed, 'sun-es-files');
  const strands = Object.entries(sun_es.strands);
  return (actor) => {
    const file = sunesWindow(seed, actors, actor);
    if (!file) return [];
    const { id: window, opensOn, targetFrom, deadline } = file.window;
    const id = actors.id[actor]!;
    const due = monthOf(deadline);
    const applied = monthOf(opensOn) + Math.floor(sun_es.application_months * uniform(key, id));
    if (month < applied || month > due + sun_es.open_months) return [];
    const entered = due + sun_es.entry_months;
    const length = due - monthOf(targetFrom) + 1;
    return strands.flatMap(([strand, share], s): File[] => {
      const luck = (n: number): number => uniform(key, id, s, n);
      if (luck(1) >= share || (strand === 'history_bonus' && window !== 'F1')) return [];
      // The nearer the deadline, the more reach the target.
      const reached = due - Math.floor(length * luck(2) ** 2);
      const isReached = luck(3) < sun_es.windows[window]!.reached;
      return [
        {
          programme: 'sun_es',
          strand,
          window,
          states: reachedStates(
            month >= applied,
            file.retained && month >= monthOf(targetFrom),
            isReached && month >= reached,
            month >= entered && luck(4) < sun_es.entered,
            month >= entered + sun_es.payment_months && luck(5) < sun_es.paid,
          ),
        },
      ];
    });
  };
}

interface Wave {
  readonly id: string;
  readonly opensOn: number;
  readonly deadline: number;
  readonly closes: number;
}

/** Waves of the funding of software by sector, with the dates of the reference. */
const wavesOf: readonly (readonly Wave[])[] = sectorIds.map((sector) =>
  programmes
    .filter(({ programme, strand }) => programme === 'sons' && strand === `sons_${sector}`)
    .map(({ window, opens_on, deadline }) => ({
      id: window!,
      opensOn: parseDay(opens_on!),
      deadline: deadline === null ? NEVER : parseDay(deadline),
      closes: parseMonth(
        sector === 'esms' && window === 'V1'
          ? sons.esms_closes
          : sons.closes[window as keyof typeof sons.closes],
      ),
    })),
);

/** Files of the funding of software: ordered, installed, proved, paid. */
function sonsWaves({ actors, seed }: WorldState, month: number): (actor: number) => File[] {
  const key = keyOf(seed, 'sons');
  const end = firstDay(month + 1) - 1;
  return (actor) => {
    const sector = actors.sector[actor]!;
    return wavesOf[sector]!.flatMap(({ id, opensOn, deadline, closes }, w): File[] => {
      if (month > closes || end < opensOn) return [];
      const { ordered, installed } = orderOf(actors, actor, id, key);
      if (ordered > end || ordered > deadline) return [];
      const luck = (n: number): number => uniform(key, actors.id[actor]!, w, n);
      const proved = installed + sons.entry_days * exponential(key, actors.id[actor]!, w, 8);
      const paid = proved + sons.payment_days * (1 + luck(9));
      return [
        {
          programme: 'sons',
          strand: `sons_${sectorIds[sector]!}`,
          window: id,
          states: reachedStates(
            true,
            luck(1) < sons.retained,
            installed <= end,
            proved <= end && luck(2) < sons.entered,
            paid <= end && luck(3) < sons.paid,
          ),
        },
      ];
    });
  };
}

/** Day of the order of a wave, and of the installation that fulfils it. */
function orderOf(
  actors: Actors,
  actor: number,
  wave: string,
  key: number,
): { ordered: number; installed: number } {
  const starts = actors.starts.subarray(3 * actor, 3 * actor + 3);
  if (wave === 'V1') return { ordered: actors.ordered[actor]!, installed: Math.min(...starts) };
  const installed = starts[WAVE_2]!;
  if (installed === NEVER) return { ordered: NEVER, installed };
  const { from, to } = sons.order_lead;
  const lead = from + Math.floor((to - from) * uniform(key, actors.id[actor]!, 16));
  return { ordered: Math.max(actors.ordered[actor]!, installed - lead), installed };
}

const dui = programmes.find(
  ({ programme, strand }) => programme === 'esms_numerique' && strand === 'dui',
)!;

/** Files of ESMS numérique: the computerised user record, then its active use. */
function esmsFiles({ actors, seed }: WorldState, month: number): (actor: number) => File[] {
  const { in_project, retained, window, closes, active_days, active } = esms_numerique;
  const key = keyOf(seed, 'esms-numerique');
  const end = firstDay(month + 1) - 1;
  const deadline = parseDay(dui.deadline!);
  return (actor) => {
    const id = actors.id[actor]!;
    const ordered = actors.ordered[actor]!;
    const luck = (n: number): number => uniform(key, id, n);
    const isOpen = month <= parseMonth(closes);
    if (!isOpen || ordered > Math.min(end, deadline) || luck(0) >= in_project) return [];
    const installed = Math.min(...actors.starts.subarray(3 * actor, 3 * actor + 3));
    const steps = (target: number, turn: number): number => {
      const entered = target + esms_numerique.entry_days * exponential(key, id, turn, 1);
      const paid = entered + esms_numerique.payment_days * exponential(key, id, turn, 2);
      return reachedStates(
        true,
        luck(1) < retained,
        target <= end,
        entered <= end && luck(4 * turn) < esms_numerique.entered,
        paid <= end && luck(4 * turn + 1) < esms_numerique.paid,
      );
    };
    const common = { programme: 'esms_numerique', window };
    const first = { ...common, strand: 'dui', states: steps(installed, 2) };
    if (installed > end) return [first];
    const used = luck(3) < active ? installed + active_days * (0.5 + luck(2)) : NEVER;
    return [first, { ...common, strand: 'dui_active', states: steps(used, 3) }];
  };
}
