import { z } from 'zod';
import { publishedFigures } from './figures.js';
import { load, optional } from './load.js';
import { nomenclature } from './nomenclatures.js';
import { milestones, programmes, rules } from './programmes.js';
import { irritants, levers } from './sentinelle.js';
import { careSupply, territories } from './territories.js';

const constantSchema = z
  .strictObject({
    id: z.string().regex(/^PF\d{3}$/),
    /** What it is compared with: the name of a check, then its arguments. */
    checked_against: z.string(),
    /** Why our value is knowingly not the published one. */
    differs: optional,
  })
  .readonly();

/** Published figures that do not follow from the rollout: they are checked, not calibrated. */
export const constantFigures = load('constants.csv', constantSchema);

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function find<T>(rows: readonly T[], matches: (row: T) => boolean, what: string): T {
  const row = rows.find(matches);
  if (row === undefined) throw new Error(`The reference data has no ${what}`);
  return row;
}

const byId = <T extends { id: string }>(rows: readonly T[], id = ''): T =>
  find(rows, (row) => row.id === id, id);

const population = (territory?: string): number => byId(territories, territory).population;

/** Several terms of a sum are joined by `+`. */
const sumOf = (terms: string | undefined, valueOf: (term: string) => number): number =>
  sum((terms ?? '').split('+').map(valueOf));

const supply = (territory?: string, kinds?: string, asOf?: string): number =>
  sumOf(kinds, (kind) => {
    const matches = (row: (typeof careSupply)[number]) =>
      row.territory === territory && row.kind === kind && (!asOf || row.as_of === asOf);
    return find(careSupply, matches, `${kind} of ${territory ?? ''}`).count;
  });

const rule = (ids?: string): number => sumOf(ids, (id) => byId(rules, id).value);

const counts: Readonly<Record<string, () => number>> = {
  catalogue_apis: () => nomenclature('catalogue_api').length,
  docs_per_citizen: () =>
    Math.round(
      sum(rules.filter((row) => row.id.startsWith('docs_year_')).map((row) => row.value)) /
        population('FR'),
    ),
  irritants: () => irritants.filter((irritant) => irritant.parent === null).length,
  mes_functions: () => nomenclature('mes_function').length,
  optimisations: () =>
    levers.filter((lever) => lever.kind === 'release' && lever.owner === 'vendor').length,
  pilot_departments: () => byId(milestones, 'pilot').territories.length,
  sun_es_windows: () =>
    new Set(programmes.flatMap((row) => (row.programme === 'sun_es' ? (row.window ?? []) : [])))
      .size,
  surveys: () => milestones.filter((milestone) => milestone.id.startsWith('satisfaction_')).length,
};

type Check = (period: string, ...args: (string | undefined)[]) => number;

const checks: Readonly<Record<string, Check>> = {
  amount: (_, programme, strands, territory = 'FR') =>
    sumOf(strands, (strand) => {
      const matches = (row: (typeof programmes)[number]) =>
        row.programme === programme && row.strand === strand && row.territory === territory;
      return find(programmes, matches, `amount of ${strand}`).amount ?? NaN;
    }),
  count: (_, what) => counts[what ?? '']?.() ?? NaN,
  density: (_, territory) =>
    Math.round((supply(territory, 'gp') / population(territory)) * 100_000),
  liberal_share: (_, territory) =>
    Math.round((supply(territory, 'gp_liberal') / supply(territory, 'gp')) * 100),
  milestone: (period, id) => (byId(milestones, id).date.slice(0, 7) === period.slice(0, 7) ? 1 : 0),
  population: (_, territory) => population(territory),
  rule: (_, ids) => rule(ids),
  supply: (_, territory, kinds, asOf) => supply(territory, kinds, asOf),
  target: (_, programme, strand, window) => {
    const matches = (row: (typeof programmes)[number]) =>
      row.programme === programme && row.strand === strand && (!window || row.window === window);
    return find(programmes, matches, `target of ${strand ?? ''}`).target ?? NaN;
  },
};

/**
 * Value that our reference data gives for each constant, by figure id. A milestone is worth 1 where
 * its month is the published one.
 */
export const constants: ReadonlyMap<string, () => number> = new Map(
  constantFigures.map(({ id, checked_against }) => {
    const [name, ...args] = checked_against.split('/');
    const check = checks[name ?? ''];
    if (!check) throw new Error(`${id} names no check: ${checked_against}`);
    return [id, () => check(byId(publishedFigures, id).period, ...args)];
  }),
);
