import { acceptance } from '../actors/activity.js';
import { has, TRAITS } from '../actors/actors.js';
import { NEVER } from '../actors/adoption.js';
import { regionalFactors } from '../actors/territory.js';
import { firstDay, formatMonth, isHoliday, parseDay, parseMonth, weekday } from '../calendar.js';
import { eachPractising, expectedDocuments, VSM } from '../streams/feeding.model.js';
import type { World } from '../world.js';
import { againstSegur } from './releases.rules.js';
import {
  actorsByPseudonym,
  LIBERAL,
  percent,
  PHYSICIAN,
  startDays,
  STRUCTURES,
  type Rule,
} from './rule.js';
import { cellMap, cells, sum } from './table.js';

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
      const own = [...startDays(world, i)];
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
        sector === LIBERAL &&
        profession === PHYSICIAN &&
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
    // A share may be NaN.
    if (!(share > 0.85 * peak)) return [];
    return [`${percent(share)} of what doctors produce, ${percent(peak)} before the deadline`];
  },
};

/** Share of medical summaries in what liberal physicians produce, NaN where they produce little. */
function summaryShare(world: World, month: string): number {
  const by = ['document_type', 'sector', 'profession'] as const;
  const rows = cells(world, 'document_types', 'month', month, by, ['produced']).filter(
    ({ sector, profession }) => sector === LIBERAL && profession === PHYSICIAN,
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
      if (row.sector !== LIBERAL || row.document_type === VSM || row.channel !== 'software')
        continue;
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

/** Rules about who sends: structures, treating physicians, regions and vendors. */
export const senderRules: readonly Rule[] = [
  noClicks,
  steps,
  strike,
  treatingPhysician,
  beforeDeadline,
  regions,
  vendors,
];
