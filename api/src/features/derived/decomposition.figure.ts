import {
  type CategoryId,
  type Cell,
  type DecompositionAnswer,
  decompositionAnswerShape,
  type DecompositionQuery,
} from '@vigie/contract';
import { addMonths } from '@vigie/contract/formulas';
import { decompose } from '../../derived/change-decomposition.js';
import { type Declaration } from '../measures/declaration.js';
import { findTerritory } from '../series/territory-filter.js';
import {
  companionOf,
  countsOf,
  factorsOf,
  factorValues,
  type StratumMonth,
} from './change-factors.js';
import { type DerivedFigure } from './derived-figure.js';
import { monthOf, noValue } from './months-published.js';
import { filtersOf, oneOfEach, publishedStrata, suitedMeasure } from './suited.js';
import { protectionGap } from './words.js';

export const decompositionFigure: DerivedFigure<DecompositionQuery, DecompositionAnswer> = {
  name: 'decomposition',
  version: 1,
  label: { fr: 'décomposition de l’évolution', en: 'decomposition of the change' },
  method: {
    fr: 'Effet de chaque facteur (contributeurs, volume par contributeur, dénominateur, répartition) : moyenne, sur tous les ordres possibles, de ce que change le facteur seul (valeur de Shapley ; Shorrocks, 2013). Les effets et l’écart de protection somment exactement à l’évolution publiée.',
    en: 'Effect of each factor (contributors, volume each, denominator, mix): mean, over all possible orders, of what the factor changes alone (Shapley value; Shorrocks, 2013). The effects and the protection gap add up exactly to the published change.',
  },
  shape: decompositionAnswerShape,
  async compute({ territory = 'FR', by, from: start, to: end, as_of: _, ...question }, cells) {
    oneOfEach(question);
    const measure = suitedMeasure(cells, question.measure, ({ kind }) => kind !== 'quantile', {
      fr: 'une médiane ou un quartile n’a ni parts ni facteurs',
      en: 'a median or a quartile has neither parts nor factors',
    });
    const { kind: level } = findTerritory(territory, cells.content.territories);
    const crossed = filtersOf(question);
    if (by !== undefined) publishedStrata(cells, measure, [level], by, crossed);
    const place = { ...question, territory: [territory] };
    const totals = await cells.read({ ...place, split: [level] });
    const to = monthOf(end, totals, 'to');
    const from = start ?? addMonths(to, -12);
    const valueIn = (month: string, field: string): number => {
      const value = totals.find(({ period }) => period === month)?.value ?? null;
      if (value === null) throw noValue(month, totals, field);
      return value;
    };
    const [before, after] = [valueIn(from, 'from'), valueIn(to, 'to')];
    const split = [level, ...(by === undefined ? [] : [by])];
    const cuboid = [...new Set(['month', ...split, ...crossed])].sort().join('.');
    const companion = companionOf(measure, cells.measures(), cuboid);
    const isSplit = by !== undefined;
    const readMonth = async (period: string): Promise<Month> => {
      const own = totals.filter((cell) => cell.period === period);
      const asked = { ...place, split, period };
      return {
        own: isSplit ? await cells.read(asked) : own,
        mean: companion === null ? [] : await cells.read({ ...asked, measure: companion.id }),
      };
    };
    const [then, now] = await Promise.all([readMonth(from), readMonth(to)]);
    const { strata, excluded } = commonStrata(measure, then, now, by);
    // Contributors are a factor where they are known of all strata, or not at all.
    const isKnown = strata.every(({ old, recent }) => old.contributors && recent.contributors);
    const mean = isKnown ? companion : null;
    const values = (months: readonly StratumMonth[]): number[][] =>
      factorValues(measure, months, isSplit, mean !== null);
    const earlier = values(strata.map(({ old }) => old));
    const later = values(strata.map(({ recent }) => recent));
    const found = decompose(
      strata.map(({ id }, index) => ({
        id,
        before: earlier[index] ?? [],
        after: later[index] ?? [],
      })),
      { before, after },
    );
    return {
      territory,
      from,
      to,
      before,
      after,
      change: found.change,
      factors: factorsOf(measure, mean, isSplit).map((factor, index) => ({
        ...factor,
        effect: found.byFactor[index] ?? 0,
      })),
      protection_gap: { ...protectionGap, effect: found.protectionGap },
      strata: isSplit ? found.effects.map(({ id, byFactor }) => ({ id, effects: byFactor })) : [],
      excluded,
    };
  },
};

/** Cells of the measure in a month, and of the mean that divides its volume by its contributors. */
interface Month {
  own: readonly Cell[];
  mean: readonly Cell[];
}

/** The strata that are published in both months; the others, and why they are left out. */
function commonStrata(
  measure: Declaration,
  then: Month,
  now: Month,
  by: CategoryId | undefined,
): {
  strata: { id: string; old: StratumMonth; recent: StratumMonth }[];
  excluded: { id: string; state: string }[];
} {
  const all = [...then.own, ...now.own];
  const ids = [...new Set(all.map((cell) => stratumOf(cell, by)))].sort();
  const counts = ({ own, mean }: Month, id: string): StratumMonth | null => {
    const isOwn = (cell: Cell): boolean => stratumOf(cell, by) === id;
    return countsOf(measure, own.find(isOwn), mean.find(isOwn));
  };
  const strata = ids.flatMap((id) => {
    const [old, recent] = [counts(then, id), counts(now, id)];
    return old === null || recent === null ? [] : [{ id, old, recent }];
  });
  const excluded = ids
    .filter((id) => strata.every((one) => one.id !== id))
    .map((id) => ({ id, state: stateOf(all, id, by) }));
  return { strata, excluded };
}

/** The value of the category that makes the strata; without one, the territory is the stratum. */
const stratumOf = (cell: Cell, by: CategoryId | undefined): string =>
  by === undefined ? cell.territory : (cell[by] ?? '');

/** Why a stratum is left out: the state of its first cell without a value. */
function stateOf(cells: readonly Cell[], id: string, by: CategoryId | undefined): string {
  const own = cells.filter((cell) => stratumOf(cell, by) === id);
  return own.find(({ value }) => value === null)?.state ?? 'not_applicable';
}
