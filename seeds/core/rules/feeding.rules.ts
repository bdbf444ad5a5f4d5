import { releases } from '@vigie/seeds/reference';
import { acceptance } from '../actors/activity.js';
import { NEVER } from '../actors/adoption.js';
import { has, TRAITS } from '../actors/actors.js';
import { regionalFactors } from '../actors/territory.js';
import { firstDay, formatMonth, isHoliday, parseDay, parseMonth, weekday } from '../calendar.js';
import { eachPractising, expectedDocuments } from '../streams/feeding.model.js';
import type { World } from '../world.js';
import { actorsByPseudonym, percent, SENTINELLE_LEVERS, withoutLevers, type Rule } from './rule.js';
import { cellMap, cells, sum } from './table.js';

const CHAIN = ['produced', 'withheld', 'attempted', 'accepted', 'rejected'] as const;
const WITHHOLDINGS = [
  'ins_not_qualified',
  'module_off',
  'no_card',
  'patient_opposition',
  'prescription_module',
  'user',
] as const;
const REJECTIONS = [
  'closed',
  'no_profile',
  'auth',
  'metadata',
  'cda',
  'duplicate',
  'patient',
  'replace',
  'network',
  'busy',
] as const;
const STRUCTURES = ['hopital', 'biologie', 'imagerie'];
const QUALIFIED_FROM = '2023-01';
const VSM = '60591-5';
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
    const { starts } = world.state.actors;
    const by = ['actor', 'generation', 'release', 'period'] as const;
    const generations = ['pre', 'segur_v1', 'sentinelle', 'segur_v2'];
    for (const row of cells(world, 'documents', 'day', month, by, ['attempted'])) {
      const where = `documents ${row.period} ${row.actor} ${row.release}`;
      const day = parseDay(row.period);
      const rank = generations.indexOf(row.generation);
      const release = releaseById.get(row.release)!;
      if (rank < 1) found.push(`${where}: no Ségur release feeds`);
      if (release.generation !== row.generation || parseDay(release.released_on) > day) {
        found.push(`${where}: that release is not out as ${row.generation}`);
      }
      if (states.get(row.actor)?.installed !== 1) found.push(`${where}: none is installed`);
      const own = starts.subarray(3 * truth.get(row.actor)!, 3 * truth.get(row.actor)! + 3);
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
      if (!SEEN.includes(row.sector) || row.attempted === 0) return [];
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
/** Sectors that see their patients as visits. */
const SEEN = ['mdv', 'hopital', 'biologie', 'imagerie'];

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
    const counts = [...WITHHOLDINGS, ...REJECTIONS] as const;
    const who = ['actor', 'generation'] as const;
    const whole = cells(world, 'documents', 'month', month, who, CHAIN);
    const reasons = cellMap(world, 'feeding_reasons', 'month', month, who, counts);
    for (const { actor, generation, withheld, rejected } of whole) {
      const given = reasons.get(`${actor}|${generation}`);
      const total = (names: readonly (typeof counts)[number][]): number =>
        names.reduce((all, name) => all + (given?.[name] ?? 0), 0);
      if (total(WITHHOLDINGS) === withheld && total(REJECTIONS) === rejected) continue;
      found.push(`${actor} ${generation}: reasons of ${withheld} and ${rejected} do not add up`);
    }
    // The taxonomy of domain.md 6 rejects less than a tenth of the attempts.
    const share = sum(whole, 'rejected') / sum(whole, 'attempted');
    if (share > 0.12) found.push(`${percent(share)} of the attempts rejected`);
    return found;
  },
};

/** Rule 5: what a Sentinelle release changes. */
function againstSegur(world: World, month: string) {
  const other = withoutLevers(world, SENTINELLE_LEVERS);
  const by = ['actor', 'generation', 'sector'] as const;
  const counts = ['produced', 'attempted', 'accepted'] as const;
  const before = cellMap(other, 'documents', 'month', month, by, counts);
  return cells(world, 'documents', 'month', month, by, counts).map((row) => ({
    row,
    bare: before.get(`${row.actor}|${row.generation}|${row.sector}`),
  }));
}

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
    const rows = againstSegur(world, month).filter(({ row }) => row.generation === 'sentinelle');
    const [now, before] = [rows.map(({ row }) => row), rows.map(({ bare }) => bare!)];
    if (sum(before, 'attempted') < 1000) return [];
    const rate = (list: readonly { accepted: number; attempted: number }[]): number =>
      sum(list, 'accepted') / sum(list, 'attempted');
    const moved = Math.abs(rate(now) - rate(before));
    return moved > 0.015 ? [`accepted ÷ attempted moves by ${percent(moved)}`] : [];
  },
};

/** What a Sentinelle release multiplies what is sent by. */
const UPLIFT = { doctors: 100, least: 3.5, most: 9 };
const uplift: Rule = {
  number: 5,
  name: 'the doctors who run a Sentinelle release attempt about six times what they would without its levers',
  violations(world, month) {
    const rows = againstSegur(world, month).filter(({ row }) => row.generation === 'sentinelle');
    if (rows.length < UPLIFT.doctors) return [];
    const attempted = (list: readonly { attempted: number }[]): number => sum(list, 'attempted');
    const factor = attempted(rows.map(({ row }) => row)) / attempted(rows.map(({ bare }) => bare!));
    if (factor >= UPLIFT.least && factor <= UPLIFT.most) return [];
    return [`${factor.toFixed(2)} times what they would attempt`];
  },
};

/** Rule 7: the prescription module. */
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
  const order = ['pre', 'segur_v1', 'sentinelle', 'segur_v2'];
  return releases.some(
    (release) =>
      release.vendor === vendor &&
      order.indexOf(release.generation) <= order.indexOf(generation) &&
      release.levers.includes('LEV-05'),
  );
}

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

/** Rule 10: structures send by their systems. */
const noClicks: Rule = {
  number: 10,
  name: 'hospitals, laboratories and imaging meet no barrier: the levers of Sentinelle do not move them',
  violations(world, month) {
    const found: string[] = [];
    for (const { row, bare } of againstSegur(world, month)) {
      if (!STRUCTURES.includes(row.sector)) continue;
      const where = `${row.sector} ${row.actor}`;
      if (row.generation === 'sentinelle') found.push(`${where}: runs a Sentinelle release`);
      if (row.attempted === bare?.attempted) continue;
      found.push(
        `${where}: ${row.attempted} attempted, ${bare?.attempted ?? 0} without the levers`,
      );
    }
    const by = ['actor', 'sector'] as const;
    const counts = ['no_card', 'prescription_module'] as const;
    for (const row of cells(world, 'feeding_reasons', 'month', month, by, counts)) {
      if (!STRUCTURES.includes(row.sector) || row.no_card + row.prescription_module === 0) continue;
      found.push(`${row.sector} ${row.actor}: withheld for a card or a prescription module`);
    }
    return found;
  },
};

/** Days after which what follows a go-live has settled. */
const SETTLED = 365;
const steps: Rule = {
  number: 10,
  name: 'a structure that keeps its release sends the same share from one month to the next',
  violations(world, month) {
    const at = parseMonth(month);
    const { actors } = world.state;
    const isSettled = (i: number): boolean => {
      const own = [...actors.starts.subarray(3 * i, 3 * i + 3)];
      const paused = actors.pauseFrom[i]! <= at + 1 && at < actors.pauseTo[i]!;
      return (
        !paused &&
        own.every((day) => day === NEVER || day >= firstDay(at + 2) || day < firstDay(at) - SETTLED)
      );
    };
    const shares = [month, formatMonth(at + 1)].map((when) => {
      const truth = actorsByPseudonym(world, when);
      const by = ['actor', 'sector'] as const;
      const rows = cells(world, 'documents', 'month', when, by, ['produced', 'attempted']);
      return new Map(rows.map((row) => [truth.get(row.actor)!, row]));
    });
    return STRUCTURES.flatMap((sector) => {
      const both = [...shares[0]!].flatMap(([i, row]) => {
        const later = shares[1]!.get(i);
        if (row.sector !== sector || !later || !isSettled(i)) return [];
        if (row.produced < 50 || later.produced < 50) return [];
        return [later.attempted / later.produced - row.attempted / row.produced];
      });
      if (both.length < 20) return [];
      const moved = both.reduce((a, b) => a + b, 0) / both.length;
      // What is left to chance grows as the structures are few.
      if (Math.abs(moved) <= 0.03 + 0.25 / Math.sqrt(both.length)) return [];
      return [`${sector}: the share sent moves by ${percent(moved)}`];
    });
  },
};

const STRIKE = { month: '2024-11', from: '2024-11-11', to: '2024-11-24' };
const strike: Rule = {
  number: 10,
  name: 'the strike of November 2024 lowers the days of biology, and of biology alone',
  violations(world, month) {
    if (month !== STRIKE.month) return [];
    const days = cells(world, 'documents', 'day', month, ['sector', 'period'], ['produced']);
    return [...Map.groupBy(days, ({ sector }) => sector)].flatMap(([sector, rows]) => {
      if (!STRUCTURES.includes(sector)) return [];
      const working = rows.filter(({ period }) => !isHoliday(parseDay(period)));
      const isStruck = (period: string): boolean => period >= STRIKE.from && period <= STRIKE.to;
      const usual = Map.groupBy(
        working.filter(({ period }) => !isStruck(period)),
        ({ period }) => weekday(parseDay(period)),
      );
      const struck = working.filter(({ period }) => isStruck(period));
      const expected = struck.reduce((total, { period }) => {
        const same = usual.get(weekday(parseDay(period))) ?? [];
        return total + sum(same, 'produced') / same.length;
      }, 0);
      const share = sum(struck, 'produced') / expected;
      const [least, most] = sector === 'biologie' ? [0.45, 0.75] : [0.8, 1.25];
      if (share >= least && share <= most) return [];
      return [`${sector}: ${percent(share)} of a usual day during the strike`];
    });
  },
};

/** Rule 11: medical summaries. */
const treatingPhysician: Rule = {
  number: 11,
  name: 'a medical summary is its treating physician’s',
  violations(world, month) {
    const truth = actorsByPseudonym(world, month);
    const by = ['actor', 'document_type', 'sector', 'profession'] as const;
    const rows = cells(world, 'document_types', 'month', month, by, ['produced']);
    const summaries = rows.filter((row) => row.document_type === VSM);
    const whole = cellMap(world, 'medical_summaries', 'month', month, ['actor'], ['produced']);
    return summaries.flatMap(({ actor, sector, profession, produced }) => {
      const isTreating =
        sector === 'mdv' &&
        profession === '10' &&
        has(world.state.actors, truth.get(actor)!, TRAITS.generalPractice);
      if (!isTreating)
        return [`${actor}: ${produced} by ${sector} ${profession}, no treating physician`];
      return whole.get(actor)?.produced === produced
        ? []
        : [`${actor}: medical_summaries disagree`];
    });
  },
};

const PEAK = { from: '2023-10', month: '2023-12' };
const beforeDeadline: Rule = {
  number: 11,
  name: 'medical summaries concentrate in the months before the deadline of 31 December 2023',
  violations(world, month) {
    if (month >= PEAK.from && month <= PEAK.month) return [];
    const share = summaryShare(world, month);
    const peak = summaryShare(world, PEAK.month);
    // Not a number in a month with nothing to count.
    if (!(share > 0.85 * peak)) return [];
    return [`${percent(share)} of what doctors produce, ${percent(peak)} before the deadline`];
  },
};

function summaryShare(world: World, month: string): number {
  const by = ['document_type', 'sector', 'profession'] as const;
  const rows = cells(world, 'document_types', 'month', month, by, ['produced']).filter(
    ({ sector, profession }) => sector === 'mdv' && profession === '10',
  );
  if (sum(rows, 'produced') < 5000) return NaN;
  const summaries = rows.filter((row) => row.document_type === VSM);
  return sum(summaries, 'produced') / sum(rows, 'produced');
}

/** Rule 13: regions and vendors differ around the same nation. */
const regions: Rule = {
  number: 13,
  name: 'regions produce more or less, and the nation what it would without their differences',
  violations(world, month) {
    const { actors, strata } = world.state;
    const { feeding } = regionalFactors(world.seed);
    const even = new Map<number, number>();
    const at = parseMonth(month);
    eachPractising(world.state, at, (p) => {
      const documents = p.practice.types
        .filter(({ id }) => id !== VSM)
        .reduce((all, type) => all + expectedDocuments(world.state, at, p, type), 0);
      const factor = feeding[actors.department[p.actor]!]!;
      even.set(p.actor, (even.get(p.actor) ?? 0) + documents / factor);
    });
    const truth = actorsByPseudonym(world, month);
    const by = ['actor', 'document_type', 'channel', 'sector'] as const;
    let produced = 0;
    let expected = 0;
    let square = 0;
    const seen = new Set<number>();
    for (const row of cells(world, 'document_types', 'month', month, by, ['produced'])) {
      if (row.sector !== 'mdv' || row.document_type === VSM || row.channel !== 'software') continue;
      const i = truth.get(row.actor)!;
      produced += row.produced * strata[actors.stratum[i]!]!.factor;
      seen.add(i);
    }
    for (const i of seen) {
      const documents = even.get(i)! * strata[actors.stratum[i]!]!.factor;
      expected += documents;
      square += documents ** 2;
    }
    // What chance leaves of a spread of regions of about a tenth among actors of uneven size.
    const most = 0.03 + (0.3 * Math.sqrt(square)) / expected;
    const moved = produced / expected - 1;
    if (!(Math.abs(moved) > most)) return [];
    return [`the nation produces ${percent(moved)} more than with regions alike`];
  },
};

/** Points by which the acceptance of a vendor is usually off the nation's. */
const VENDOR_SPREAD = 0.01;
const vendors: Rule = {
  number: 13,
  name: 'vendors are accepted more or less, and the nation as its rate says',
  violations(world, month) {
    const rows = cells(world, 'documents', 'month', month, ['vendor'], ['attempted', 'accepted']);
    const attempted = sum(rows, 'attempted');
    if (attempted < 1000) return [];
    const moved = sum(rows, 'accepted') / attempted - acceptance(parseMonth(month));
    const concentration = rows.reduce((all, row) => all + (row.attempted / attempted) ** 2, 0);
    if (Math.abs(moved) <= 0.003 + 3 * VENDOR_SPREAD * Math.sqrt(concentration)) return [];
    return [`accepted ÷ attempted of the nation is off by ${percent(moved)}`];
  },
};

/** Rules about documents, from production to acceptance. */
export const feedingRules: readonly Rule[] = [
  runsRelease,
  moduleOn,
  qualifiedOnly,
  tolerance,
  withheldNotRejected,
  sparesProduction,
  liftsAttempts,
  keepsAcceptance,
  uplift,
  blocksBefore,
  feedsAfter,
  noClicks,
  steps,
  strike,
  treatingPhysician,
  beforeDeadline,
  regions,
  vendors,
];
