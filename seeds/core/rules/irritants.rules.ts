import { barriers } from '@vigie/seeds/reference';
import { NEVER } from '../actors/adoption.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, formatMonth, monthOf, parseMonth } from '../calendar.js';
import { sentinelle } from '../calibration/sentinelle.js';
import { leverIds } from '../levers/lever-ids.js';
import { REJECTIONS, WITHHOLDINGS } from '../streams/feeding.book.js';
import type { World } from '../world.js';
import { actorsByPseudonym, LIBERAL, percent, startDays, type Rule } from './rule.js';
import { cellMap, cells, total } from './table.js';

/** Months around a migration that are looked at, and those by which it has taken effect. */
const AROUND = { from: -3, to: 6, settled: 3 };

/** Doctors who migrate within some months of one, and how many of them are enough to tell. */
const COHORT = { months: 6, least: 800 };

/** Irritants that Sentinelle is made to clear: the INS, and sending. */
const CLEARED = ['IRR-2', 'IRR-3'];

/** Rule 6: an irritant is cleared, then the documents come. */
const fallBeforeRise: Rule = {
  number: 6,
  name: 'difficulties that Sentinelle clears stop being reported no later than its doctors feed more',
  violations(world, month) {
    const at = parseMonth(month);
    const migrated = migrations(world, at - COHORT.months, at + COHORT.months);
    if (migrated.size < COHORT.least) return [];
    const reports = around(world, month, migrated, (name) =>
      cells(world, 'difficulty_reports', 'month', name, ['actor', 'irritant'], ['reported'])
        .filter(({ irritant }) => CLEARED.includes(irritant))
        .map(({ actor, reported }) => ({ actor, count: reported, of: 0 })),
    );
    const fed = around(world, month, migrated, (name) =>
      cells(world, 'documents', 'month', name, ['actor'], ['accepted', 'produced']).map(
        ({ actor, accepted, produced }) => ({ actor, count: accepted, of: produced }),
      ),
    );
    const fall = moved(reports.counts);
    const rise = moved(fed.counts.map((count, n) => count / fed.wholes[n]!));
    // Reports are few: chance may put them behind by half a month, not more.
    if (fall >= rise - 0.6) return [];
    const [down, up] = [fall, rise].map((part) => percent(part / 2));
    return [
      `in the two months of a migration reports have fallen by ${down}, feeding risen by ${up}`,
    ];
  },
};

/** Doctors who move from Ségur wave 1 to Sentinelle in some months, and the month of each. */
function migrations(world: World, from: number, to: number): ReadonlyMap<number, number> {
  const { actors } = world.state;
  const found = new Map<number, number>();
  for (let i = 0; i < actors.count; i++) {
    const [v1, migration, v2] = startDays(world, i) as unknown as number[];
    if (sectorIds[actors.sector[i]!] !== LIBERAL || migration === NEVER) continue;
    const month = monthOf(migration!);
    const isAlone = firstDay(month + AROUND.from) > v1! && firstDay(month + AROUND.to + 1) <= v2!;
    if (month >= from && month <= to && isAlone) found.set(i, month);
  }
  return found;
}

/** Sums over the migrated, month by month around their migrations. */
function around(
  world: World,
  month: string,
  migrated: ReadonlyMap<number, number>,
  read: (month: string) => { actor: string; count: number; of: number }[],
): { counts: number[]; wholes: number[] } {
  const counts = new Array<number>(AROUND.to - AROUND.from + 1).fill(0);
  const wholes = counts.slice();
  const centre = parseMonth(month);
  for (
    let at = centre - COHORT.months + AROUND.from;
    at <= centre + COHORT.months + AROUND.to;
    at++
  ) {
    const name = formatMonth(at);
    const truth = actorsByPseudonym(world, name);
    for (const { actor, count, of } of read(name)) {
      const n = at - (migrated.get(truth.get(actor)!) ?? NaN) - AROUND.from;
      if (!(n >= 0 && n < counts.length)) continue;
      counts[n]! += count;
      wholes[n]! += of;
    }
  }
  return { counts, wholes };
}

/** How far a level has gone to what it becomes in the month of the migration, plus in the next. */
function moved(levels: readonly number[]): number {
  const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
  const migration = -AROUND.from;
  const before = mean(levels.slice(0, migration));
  const after = mean(levels.slice(migration + AROUND.settled));
  const [first, second] = levels.slice(migration) as [number, number];
  return (first + second - 2 * before) / (after - before);
}

/** Ends of a document that are no failure of what was tried: it was never to be sent, or had no profile to go to. */
const NO_FAILURES = ['module_off', 'patient_opposition', 'closed', 'no_profile'];
/** Why what was tried failed. */
const FAILURES = [...WITHHOLDINGS, ...REJECTIONS].filter((reason) => !NO_FAILURES.includes(reason));

/** Rule 12: reports and what becomes of them. */
const failuresReported: Rule = {
  number: 12,
  name: 'who sees more of what is tried fail reports more',
  violations(world, month) {
    if (month < '2023-06') return [];
    let less = 0;
    let more = 0;
    for (let at = parseMonth(month) - 2; at <= parseMonth(month); at++) {
      const name = formatMonth(at);
      const reports = cellMap(world, 'difficulty_reports', 'month', name, ['actor'], ['reported']);
      const by = ['actor', 'sector'] as const;
      const failures = cellMap(world, 'feeding_reasons', 'month', name, by, FAILURES);
      const failed = cells(world, 'feeding_reasons', 'month', name, by, ['module_off'])
        .filter(({ sector, module_off }) => sector === LIBERAL && module_off === 0)
        .map(({ actor, sector }) => ({
          reported: reports.get(actor)?.reported ?? 0,
          failures: total(failures.get(`${actor}|${sector}`), FAILURES),
        }))
        .sort((a, b) => a.failures - b.failures);
      failed.forEach(({ reported }, n) => {
        if (n < failed.length / 2) less += reported;
        else more += reported;
      });
    }
    const share = more / (less + more);
    if (less + more < 100 || share >= 0.55) return [];
    return [`${percent(share)} of the reports come from the half with more failures`];
  },
};

const resolvedOnceReached: Rule = {
  number: 12,
  name: 'a report is resolved only once a lever that clears its cause has reached the reporter',
  violations(world, month) {
    const { actors, levers } = world.state;
    const truth = actorsByPseudonym(world, month);
    const first = firstDay(parseMonth(month));
    const by = ['actor', 'sector', 'irritant'] as const;
    return cells(world, 'difficulty_reports', 'month', month, by, ['resolved']).flatMap((row) => {
      if (row.resolved === 0) return [];
      const i = truth.get(row.actor)!;
      const causes = [
        ...barriers.filter((_, b) => actors.barriers[i]! & (1 << b)),
        ...sentinelle.causes.filter(({ sectors }) => (sectors[row.sector] ?? 0) > 0),
      ];
      const isReached = causes.some(
        ({ irritant, cleared_by }) =>
          irritant === row.irritant &&
          cleared_by.some((id) => levers.reachedOn(leverIds.indexOf(id), i) < first),
      );
      return isReached
        ? []
        : [`${row.actor}: ${row.resolved} of ${row.irritant} resolved unreached`];
    });
  },
};

const reopenedByRegression: Rule = {
  number: 12,
  name: 'a report is reopened only under a release that takes back what was mended',
  violations(world, month) {
    const regressing = Object.keys(sentinelle.regressions.releases);
    const by = ['actor', 'release', 'irritant'] as const;
    return cells(world, 'difficulty_reports', 'month', month, by, ['reopened']).flatMap((row) =>
      row.reopened > 0 && !regressing.includes(row.release)
        ? [`${row.actor}: ${row.reopened} of ${row.irritant} reopened under ${row.release}`]
        : [],
    );
  },
};

/** Rules about difficulties in use. */
export const irritantRules: readonly Rule[] = [
  fallBeforeRise,
  failuresReported,
  resolvedOnceReached,
  reopenedByRegression,
];
