import { departments, regionalFactors, sectorIds } from '../actors/territory.js';
import { distinctRates } from '../calibration/distincts.js';
import type { WorldState } from '../world-state.js';
import { byDepartment, personsReached, raise, union, type Territories } from './distincts.js';
import { feeding } from './feeding.book.js';
import {
  attemptedShare,
  eachPractising,
  expectedDocuments,
  isSilent,
  VSM,
} from './feeding.model.js';
import { visiting } from './visits.book.js';

const HOSPITAL = sectorIds.indexOf('hopital');
const COMMUNITY = sectorIds.indexOf('mdv');
/** Sectors that see patients, with the shape of their visits. */
export const SEEING = sectorIds.flatMap((sector, s) => {
  const shape = distinctRates.patients.shape[sector];
  return shape === undefined ? [] : [{ sector: s, shape }];
});

/** Accepted documents expected in a month, with no draw of the month's own. */
interface Expected {
  readonly all: number;
  /** Those of general practice, by department of the author. */
  readonly community: Float64Array;
  /** Medical summaries, likewise. */
  readonly summaries: Float64Array;
}

const months = new WeakMap<WorldState, Map<number, Expected>>();

function expectedIn(world: WorldState, month: number): Expected {
  const known = months.get(world) ?? new Map<number, Expected>();
  months.set(world, known);
  const found = known.get(month) ?? expect(world, month);
  known.set(month, found);
  return found;
}

function expect(world: WorldState, month: number): Expected {
  const { actors, strata } = world;
  const community = new Float64Array(departments.length);
  const summaries = new Float64Array(departments.length);
  let all = 0;
  eachPractising(world, month, (p) => {
    if (p.off || isSilent(actors, p.actor)) return;
    const department = actors.department[p.actor]!;
    const weight = strata[actors.stratum[p.actor]!]!.factor * p.accepted;
    for (const type of p.practice.types) {
      const expected = expectedDocuments(world, month, p, type);
      const fed = weight * expected * attemptedShare(p, type.effect);
      all += fed;
      if (actors.sector[p.actor] === COMMUNITY) community[department]! += fed;
      if (type.id === VSM) summaries[department]! += fed;
    }
  });
  return { all, community, summaries };
}

/** The same from January of the year to the month. */
function expectedInYear(world: WorldState, month: number): Expected {
  const sum = {
    all: 0,
    community: new Float64Array(departments.length),
    summaries: new Float64Array(departments.length),
  };
  for (let m = month - (month % 12); m <= month; m++) {
    const own = expectedIn(world, m);
    sum.all += own.all;
    own.community.forEach((n, d) => (sum.community[d]! += n));
    own.summaries.forEach((n, d) => (sum.summaries[d]! += n));
  }
  return sum;
}

/** Where the documents of the insured go: by inhabitants and by how much their region feeds. */
function residentShares(seed: string): readonly number[] {
  const { feeding: factors } = regionalFactors(seed);
  const weights = departments.map(({ population }, d) => population * factors[d]!);
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

/** Open profiles that documents reached. */
export function documentPersons(world: WorldState, month: number): Record<string, Territories> {
  const { insured, hospitals, community, summaries } = distinctRates.documents;
  const open = byDepartment(world.profiles.at(month).stocks.open);
  const year = expectedInYear(world, month);
  const shares = residentShares(world.seed);
  const reached = (events: (department: number) => number, rates: typeof insured): Territories =>
    raise(
      open.map((among, d) => Math.floor(personsReached(events(d), among, rates.shape))),
      rates,
    );
  const fed = sumsOf(world, month, 'accepted')[HOSPITAL]!;
  return {
    dmp_fed_by_hospitals: reached((d) => fed[d]!, hospitals),
    dmp_fed_by_community: reached((d) => year.community[d]!, community),
    dmp_with_vsm: reached((d) => year.summaries[d]!, summaries),
    insured_with_document: reached((d) => year.all * shares[d]!, insured),
  };
}

/**
 * A count of the month, expanded to the nation, by sector and department of the actor: documents
 * (`accepted`) or visits (any other name).
 */
function sumsOf(world: WorldState, month: number, name: string): readonly Float64Array[] {
  const { actors, strata } = world;
  const book = world.book(name === 'accepted' ? feeding : visiting, month);
  const column = book.counts[book.tree.names.indexOf(name)]!;
  const sums = sectorIds.map(() => new Float64Array(departments.length));
  for (let e = 0; e < book.rows; e++) {
    const i = book.subject[e]!;
    const { factor } = strata[actors.stratum[i]!]!;
    sums[actors.sector[i]!]![actors.department[i]!]! += factor * column[e]!;
  }
  return sums;
}

/** Patients seen in a month: by sector, and by any of them. */
export interface Patients {
  readonly all: Territories;
  readonly bySector: readonly { readonly sector: number; readonly seen: Territories }[];
}

/** Patients of the visits that a count of their book tells: all of them, or those qualified. */
export function patients(
  world: WorldState,
  month: number,
  visits: 'visits' | 'qualified',
): Patients {
  const rates = distinctRates.patients;
  const sums = sumsOf(world, month, visits);
  const own = SEEING.map(({ sector, shape }) =>
    departments.map(({ population }, d) =>
      Math.floor(personsReached(sums[sector]![d]!, population, shape)),
    ),
  );
  const together = departments.map((_, d) =>
    union(
      own.map((seen) => seen[d]!),
      rates.sectors,
    ),
  );
  return {
    all: raise(together, rates),
    bySector: SEEING.map(({ sector }, s) => ({ sector, seen: raise(own[s]!, rates) })),
  };
}
