import { releases } from '@vigie/seeds/reference';
import { GENERATIONS } from '../actors/adoption.js';
import { parseDay } from '../calendar.js';
import { REJECTIONS, WITHHOLDINGS } from '../streams/feeding.book.js';
import type { World } from '../world.js';
import { actorsByPseudonym, LIBERAL, percent, startDays, STRUCTURES, type Rule } from './rule.js';
import { cellMap, cells, ratio, sum, total } from './table.js';

/** From production to acceptance; what is withheld and what is rejected leave it. */
const CHAIN = ['produced', 'withheld', 'attempted', 'accepted', 'rejected'] as const;
/** Sectors that see their patients as visits. */
const SEEING = [LIBERAL, ...STRUCTURES];
const QUALIFIED_FROM = '2023-01';
const releaseById = new Map(releases.map((release) => [release.id, release]));

/** What actors sent from their software in a month, dmp.fr apart. */
function sentFromSoftware(world: World, month: string) {
  const by = ['actor', 'generation', 'sector', 'channel'] as const;
  return cells(world, 'document_types', 'month', month, by, CHAIN).filter(
    ({ channel }) => channel === 'software',
  );
}

/** Rule 1: what is attempted, and what is withheld. */
const runsRelease: Rule = {
  number: 1,
  name: 'a document is fed by a Ségur release that its actor runs on that day',
  violations(world, month) {
    const found: string[] = [];
    const truth = actorsByPseudonym(world, month);
    const states = cellMap(world, 'roster', 'month', month, ['actor'], ['installed']);
    const by = ['actor', 'generation', 'release', 'period'] as const;
    for (const row of cells(world, 'documents', 'day', month, by, ['attempted'])) {
      const where = `documents ${row.period} ${row.actor} ${row.release}`;
      const day = parseDay(row.period);
      const rank = GENERATIONS.indexOf(row.generation);
      const release = releaseById.get(row.release)!;
      if (rank < 1) found.push(`${where}: no Ségur release feeds`);
      if (release.generation !== row.generation || parseDay(release.released_on) > day) {
        found.push(`${where}: that release is not out as ${row.generation}`);
      }
      if (states.get(row.actor)?.installed !== 1) found.push(`${where}: none is installed`);
      const own = startDays(world, truth.get(row.actor)!);
      if (own[rank - 1]! > day || own.slice(rank).some((next) => next <= day)) {
        found.push(`${where}: its actor runs another generation that day`);
      }
    }
    return found;
  },
};

const moduleOn: Rule = {
  number: 1,
  name: 'nothing is attempted while the module is off, and what is produced is withheld for it',
  violations(world, month) {
    const states = cellMap(world, 'roster', 'month', month, ['actor'], ['module_on']);
    const counts = ['attempted', 'withheld'] as const;
    const sent = cells(world, 'documents', 'month', month, ['actor', 'generation'], counts);
    const by = ['actor', 'generation'] as const;
    const reasons = cellMap(world, 'feeding_reasons', 'month', month, by, ['module_off']);
    return sent.flatMap(({ actor, generation, attempted, withheld }) => {
      const isOff = states.get(actor)?.module_on !== 1;
      const given = reasons.get(`${actor}|${generation}`)?.module_off ?? 0;
      if (isOff && attempted > 0) return [`${actor}: ${attempted} attempted, module off`];
      if (given === (isOff ? withheld : 0)) return [];
      return [`${actor}: ${given} of ${withheld} withheld as module off, which is ${isOff}`];
    });
  },
};

const qualifiedOnly: Rule = {
  number: 1,
  name: 'since January 2023 no more is attempted than what is about patients whose INS is qualified',
  violations(world, month) {
    if (month < QUALIFIED_FROM) return [];
    const by = ['actor', 'generation'] as const;
    const seen = cellMap(world, 'visits', 'month', month, by, ['visits', 'qualified']);
    const withheld = cellMap(world, 'feeding_reasons', 'month', month, by, ['ins_not_qualified']);
    const types = cells(world, 'document_types', 'month', month, ['actor', 'document_type'], []);
    const kinds = Map.groupBy(types, ({ actor }) => actor);
    return sentFromSoftware(world, month).flatMap((row) => {
      const key = `${row.actor}|${row.generation}`;
      const visits = seen.get(key);
      const held = withheld.get(key)?.ins_not_qualified ?? 0;
      if (held + row.attempted > row.produced) {
        return [
          `${row.actor}: ${held} not qualified and ${row.attempted} attempted of ${row.produced}`,
        ];
      }
      if (!SEEING.includes(row.sector) || row.attempted === 0) return [];
      if (!visits || visits.qualified === 0) {
        return [`${row.actor}: ${row.attempted} attempted without a patient qualified`];
      }
      // One more of each for what was rounded: patients, and documents of each type.
      const share = Math.min(1, (visits.qualified + 1) / visits.visits);
      const most = Math.ceil(row.produced * share) + kinds.get(row.actor)!.length;
      if (row.attempted <= most) return [];
      return [
        `${row.actor}: ${row.attempted} attempted of ${row.produced}, ${percent(share)} qualified`,
      ];
    });
  },
};

const tolerance: Rule = {
  number: 1,
  name: 'the INS withholds from January 2023 on, the end of the tolerance, and not before',
  violations(world, month) {
    const by = ['actor', 'generation', 'sector'] as const;
    const reasons = cellMap(world, 'feeding_reasons', 'month', month, by, ['ins_not_qualified']);
    const held = sum([...reasons.values()], 'ins_not_qualified');
    if (month < QUALIFIED_FROM) {
      return held === 0 ? [] : [`${held} documents withheld under the tolerance`];
    }
    const seen = cellMap(world, 'visits', 'month', month, by, ['visits', 'qualified']);
    let expected = 0;
    let observed = 0;
    let spread = 0;
    for (const { actor, generation, sector, produced, attempted } of sentFromSoftware(
      world,
      month,
    )) {
      const key = `${actor}|${generation}|${sector}`;
      const visits = seen.get(key);
      if (!visits || attempted === 0) continue;
      const unseen = produced * (1 - visits.qualified / visits.visits);
      expected += unseen;
      observed += reasons.get(key)?.ins_not_qualified ?? 0;
      spread += 1 + (produced / visits.visits) ** 2;
    }
    const least = 0.9 * expected - 4 * Math.sqrt(spread);
    if (observed >= least) return [];
    return [`${observed} withheld, ${Math.round(expected)} about patients not qualified`];
  },
};

const withheldNotRejected: Rule = {
  number: 1,
  name: 'what may not be sent is withheld and never rejected: each document has one end and one reason',
  violations(world, month) {
    const found: string[] = [];
    const by = ['actor', 'generation', 'period'] as const;
    for (const row of cells(world, 'documents', 'day', month, by, CHAIN)) {
      const { produced, withheld, attempted, accepted, rejected } = row;
      if (produced === withheld + attempted && attempted === accepted + rejected) continue;
      found.push(`${row.actor} ${row.period}: ${CHAIN.map((name) => row[name]).join(' ')}`);
    }
    const who = ['actor', 'generation'] as const;
    const whole = cells(world, 'documents', 'month', month, who, CHAIN);
    const kept = cellMap(world, 'feeding_reasons', 'month', month, who, WITHHOLDINGS);
    const refused = cellMap(world, 'feeding_reasons', 'month', month, who, REJECTIONS);
    for (const { actor, generation, withheld, rejected } of whole) {
      const key = `${actor}|${generation}`;
      const explained = [total(kept.get(key), WITHHOLDINGS), total(refused.get(key), REJECTIONS)];
      if (explained[0] === withheld && explained[1] === rejected) continue;
      found.push(`${actor} ${generation}: reasons of ${withheld} and ${rejected} do not add up`);
    }
    // The taxonomy of domain.md 6 rejects less than a tenth of the attempts.
    const share = ratio(whole, 'rejected', 'attempted');
    if (share > 0.12) found.push(`${percent(share)} of the attempts rejected`);
    return found;
  },
};

/** Rules about the chain of a document, from production to acceptance. */
export const feedingRules: readonly Rule[] = [
  runsRelease,
  moduleOn,
  qualifiedOnly,
  tolerance,
  withheldNotRejected,
];
