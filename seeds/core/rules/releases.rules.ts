import { releases } from '@vigie/seeds/reference';
import { GENERATIONS } from '../actors/adoption.js';
import type { World } from '../world.js';
import { percent, SENTINELLE_LEVERS, withoutLevers, type Rule } from './rule.js';
import { cellMap, cells, ratio, sum } from './table.js';

/** What each actor sends, beside what it would send without the levers of Sentinelle. */
export function againstSegur(world: World, month: string) {
  const other = withoutLevers(world, SENTINELLE_LEVERS);
  const by = ['actor', 'generation', 'sector'] as const;
  const counts = ['produced', 'attempted', 'accepted'] as const;
  const before = cellMap(other, 'documents', 'month', month, by, counts);
  return cells(world, 'documents', 'month', month, by, counts).map((row) => ({
    row,
    bare: before.get(`${row.actor}|${row.generation}|${row.sector}`),
  }));
}

/** The same of those who run a Sentinelle release, as two lists. */
function underSentinelle(world: World, month: string) {
  const rows = againstSegur(world, month).filter(({ row }) => row.generation === 'sentinelle');
  return { now: rows.map(({ row }) => row), before: rows.map(({ bare }) => bare!) };
}

/** Rule 5: what a Sentinelle release changes. */
const sparesProduction: Rule = {
  number: 5,
  name: 'a Sentinelle release leaves what is produced unchanged, actor by actor',
  violations: (world, month) =>
    againstSegur(world, month).flatMap(({ row, bare }) =>
      bare?.produced === row.produced
        ? []
        : [`${row.actor}: ${row.produced} produced, ${bare?.produced ?? 0} without the levers`],
    ),
};

const liftsAttempts: Rule = {
  number: 5,
  name: 'a Sentinelle release lifts the share attempted of each actor that runs one, and of no other',
  violations(world, month) {
    const found: string[] = [];
    let withLevers = 0;
    let without = 0;
    for (const { row, bare } of againstSegur(world, month)) {
      if (!bare) continue;
      const moved = row.attempted - bare.attempted;
      if (moved < 0) found.push(`${row.actor}: ${-moved} fewer attempted under ${row.generation}`);
      if (row.generation === 'segur_v1' && moved !== 0)
        found.push(`${row.actor}: moved by a release not run`);
      if (row.generation !== 'sentinelle') continue;
      withLevers += row.attempted;
      without += bare.attempted;
    }
    if (without > 1000 && withLevers < 1.2 * without) {
      found.push(`${withLevers} attempted under Sentinelle, ${without} without its levers`);
    }
    return found;
  },
};

const keepsAcceptance: Rule = {
  number: 5,
  name: 'a Sentinelle release hardly moves what is accepted of the attempts',
  violations(world, month) {
    const { now, before } = underSentinelle(world, month);
    if (sum(before, 'attempted') < 1000) return [];
    const [rate, rateBefore] = [now, before].map((list) => ratio(list, 'accepted', 'attempted'));
    const moved = Math.abs(rate! - rateBefore!);
    return moved > 0.015 ? [`accepted ÷ attempted moves by ${percent(moved)}`] : [];
  },
};

/** What a Sentinelle release multiplies what is sent by, where enough doctors run one to tell. */
const UPLIFT = { doctors: 100, least: 3.5, most: 9 };

const uplift: Rule = {
  number: 5,
  name: 'the doctors who run a Sentinelle release attempt about six times what they would without its levers',
  violations(world, month) {
    const { now, before } = underSentinelle(world, month);
    if (now.length < UPLIFT.doctors) return [];
    const factor = sum(now, 'attempted') / sum(before, 'attempted');
    if (factor >= UPLIFT.least && factor <= UPLIFT.most) return [];
    return [`${factor.toFixed(2)} times what they would attempt`];
  },
};

/** Prescriptions withheld for their module where the software sends, and those that it failed. */
function blockedPrescriptions(world: World, month: string) {
  const by = ['actor', 'generation', 'vendor'] as const;
  const on = cellMap(world, 'roster', 'month', month, ['actor'], ['module_on']);
  const failed = cellMap(world, 'eprescriptions', 'month', month, by, ['module_failed']);
  return cells(world, 'feeding_reasons', 'month', month, by, ['prescription_module'])
    .filter(({ actor }) => on.get(actor)?.module_on === 1)
    .map((row) => ({
      ...row,
      failed: failed.get(`${row.actor}|${row.generation}|${row.vendor}`)?.module_failed ?? 0,
      freed: feedsPrescriptions(row.vendor, row.generation),
    }));
}

/** Whether a release, or one before it of the same vendor, sends prescriptions without the module. */
function feedsPrescriptions(vendor: string, generation: string): boolean {
  return releases.some(
    (release) =>
      release.vendor === vendor &&
      GENERATIONS.indexOf(release.generation) <= GENERATIONS.indexOf(generation) &&
      release.levers.includes('LEV-05'),
  );
}

/** Rule 7: the prescription module. */
const blocksBefore: Rule = {
  number: 7,
  name: 'before LEV-05 a prescription is withheld where its module fails',
  violations: (world, month) =>
    blockedPrescriptions(world, month).flatMap(({ actor, prescription_module, failed, freed }) =>
      freed || prescription_module === failed
        ? []
        : [`${actor}: ${failed} failed, ${prescription_module} withheld`],
    ),
};

const feedsAfter: Rule = {
  number: 7,
  name: 'from the release that carries LEV-05 on no prescription is withheld for its module',
  violations: (world, month) =>
    blockedPrescriptions(world, month).flatMap(
      ({ actor, generation, prescription_module, freed }) =>
        freed && prescription_module > 0
          ? [`${actor}: ${prescription_module} withheld under ${generation}`]
          : [],
    ),
};

/** Rules about what a release changes. */
export const releaseRules: readonly Rule[] = [
  sparesProduction,
  liftsAttempts,
  keepsAcceptance,
  uplift,
  blocksBefore,
  feedsAfter,
];
