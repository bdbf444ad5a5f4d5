import { programmes } from '@vigie/seeds/reference';
import { has, TRAITS, type Actors } from '../actors/actors.js';
import { NEVER } from '../actors/adoption.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, monthOf, parseDay } from '../calendar.js';
import { funding } from '../calibration/programmes.js';
import { keyOf, normal, uniform } from '../random/hash.js';

const HOSPITAL = sectorIds.indexOf('hopital');
const { windows, size_tilt, target_months, university_hospitals } = funding.sun_es;

/** A window of SUN-ES: when one applies, and the period in which its targets are to be reached. */
export interface SunEsWindow {
  readonly id: string;
  readonly opensOn: number;
  /** First day of the target period, and its deadline. */
  readonly targetFrom: number;
  readonly deadline: number;
}

/** The windows in their order, with the dates of the reference. */
export const sunEsWindows: readonly SunEsWindow[] = Object.keys(windows).map((id) => {
  const row = programmes.find(
    ({ programme, strand, window }) =>
      programme === 'sun_es' && strand === 'discharge' && window === id,
  )!;
  const deadline = parseDay(row.deadline!);
  return {
    id,
    opensOn: parseDay(row.opens_on!),
    targetFrom: firstDay(monthOf(deadline) + 1 - target_months),
    deadline,
  };
});

/** The application of a legal entity to SUN-ES. */
export interface SunEsFile {
  readonly window: SunEsWindow;
  readonly retained: boolean;
}

/**
 * The application of an actor to SUN-ES, if it made one: only the seat of a hospital does, once.
 * Larger hospitals, university hospitals first, come in the earlier windows; the numbers of
 * applicants and of retained files of each window are exact.
 */
export function sunesWindow(seed: string, actors: Actors, actor: number): SunEsFile | undefined {
  let files = drawn.get(actors);
  if (!files) drawn.set(actors, (files = draw(seed, actors)));
  return files.get(actor);
}
const drawn = new WeakMap<Actors, ReadonlyMap<number, SunEsFile>>();

/** Day on which the funding of SUN-ES (LEV-13) reaches an actor: its target period begins. */
export function sunEsDay(seed: string, actors: Actors, actor: number): number {
  const file = sunesWindow(seed, actors, actor);
  return file?.retained === true ? file.window.targetFrom : NEVER;
}

/** First day on which SUN-ES reaches anyone. */
export const sunEsFrom = Math.min(...sunEsWindows.map(({ targetFrom }) => targetFrom));

/** The university hospitals: the largest seats, which never leave the core as such. */
export function universityHospitals(actors: Actors): ReadonlySet<number> {
  const all = seats(actors).sort((a, b) => actors.size[b]! - actors.size[a]! || a - b);
  return new Set(all.slice(0, Math.round(university_hospitals * all.length)));
}

/** The seats of the legal entities of hospitals. */
function seats(actors: Actors): number[] {
  const found: number[] = [];
  for (let i = 0; i < actors.count; i++) {
    if (actors.sector[i] === HOSPITAL && has(actors, i, TRAITS.seat)) found.push(i);
  }
  return found;
}

function draw(seed: string, actors: Actors): ReadonlyMap<number, SunEsFile> {
  const key = keyOf(seed, 'sun-es');
  const university = universityHospitals(actors);
  const eagerness = new Map(
    seats(actors).map((i) => {
      const chance = normal(key, actors.id[i]!);
      return [i, university.has(i) ? Infinity : chance + size_tilt * Math.log(actors.size[i]!)];
    }),
  );
  const order = [...eagerness.keys()].sort(
    (a, b) => eagerness.get(b)! - eagerness.get(a)! || a - b,
  );
  const files = new Map<number, SunEsFile>();
  let next = 0;
  for (const window of sunEsWindows) {
    const { applied, retained } = windows[window.id]!;
    const from = next;
    next += Math.round(applied * order.length);
    order
      .slice(from, next)
      .map((i) => ({ i, rank: university.has(i) ? 0 : uniform(key, actors.id[i]!, 1) }))
      .sort((a, b) => a.rank - b.rank || a.i - b.i)
      .forEach(({ i }, place, all) => {
        files.set(i, { window, retained: place < Math.round(retained * all.length) });
      });
  }
  return files;
}
