import {
  type Cell,
  type ComparisonAnswer,
  comparisonAnswerShape,
  type ComparisonQuery,
} from '@vigie/contract';
import { atEqualStructure, type StratumCounts } from '../../derived/equal-structure.js';
import { type DerivedFigure } from './derived-figure.js';
import { monthOf } from './months-published.js';
import { rounded } from './rounded.js';
import { scaleOf } from './scale.js';
import { filtersOf, oneOfEach, publishedStrata, suitedMeasure } from './suited.js';

export const comparisonFigure: DerivedFigure<ComparisonQuery, ComparisonAnswer> = {
  name: 'comparison',
  version: 1,
  label: { fr: 'comparaison à structure comparable', en: 'comparison at equal structure' },
  method: {
    fr: 'Standardisation directe : le taux du territoire dans chaque strate, pondéré par le dénominateur national de la strate, contre le taux national sur les mêmes strates ; non donné où les strates publiées font moins de 80 % du dénominateur national (Fleiss, Statistical Methods for Rates and Proportions).',
    en: 'Direct standardisation: the territory’s rate in each stratum, weighted by the stratum’s national denominator, against the national rate over the same strata; not given where published strata hold less than 80% of the national denominator (Fleiss, Statistical Methods for Rates and Proportions).',
  },
  shape: comparisonAnswerShape,
  async compute({ split: level, by, month: asked, as_of: _, ...question }, cells) {
    oneOfEach(question);
    const measure = suitedMeasure(
      cells,
      question.measure,
      ({ kind }) => kind === 'ratio' || kind === 'mean',
      { fr: 'il faut un taux ou une moyenne', en: 'a rate or a mean is needed' },
    );
    publishedStrata(cells, measure, ['nation', level], by, filtersOf(question));
    const national = await cells.read({ ...question, split: ['nation', by] });
    const month = monthOf(asked, national);
    const [local, whole] = await Promise.all([
      cells.read({ ...question, split: [level, by], period: month }),
      cells.read({ ...question, split: [level], period: month }),
    ]);
    const strata = (some: readonly Cell[]): StratumCounts[] =>
      some.map(({ [by]: stratum, numerator, denominator }) => ({
        stratum: stratum ?? '',
        numerator,
        denominator,
      }));
    const reference = strata(national.filter(({ period }) => period === month));
    const scale = scaleOf(measure);
    return {
      month,
      by,
      rows: whole.map(({ territory, value, state }) => {
        const own = strata(local.filter((cell) => cell.territory === territory));
        const found = atEqualStructure(own, reference);
        return {
          territory,
          value,
          state,
          standardised: found && rounded(scale * found.standardised),
          reference: found && rounded(scale * found.reference),
          difference: found && rounded(scale * found.difference),
          covered: found && rounded(100 * found.covered),
        };
      }),
    };
  },
};
