import { type FunnelAnswer, funnelAnswerShape, type FunnelQuery } from '@vigie/contract';
import { funnelOf } from '../../derived/funnel-limits.js';
import { type DerivedFigure } from './derived-figure.js';
import { monthOf, monthsWithValue, noValue, oneOfEach, suitedMeasure } from './suited.js';
import { funnelLimitWords, funnelVerdictWords, term } from './words.js';

export const funnelFigure: DerivedFigure<FunnelQuery, FunnelAnswer> = {
  name: 'funnel',
  label: { fr: 'limites de contrôle', en: 'funnel limits' },
  method: {
    fr: 'Limites à 95 % et 99,8 % autour du taux national, plus larges où le dénominateur est petit ; la taille observée tient compte du sondage. À partir de 30 territoires elles sont élargies de la surdispersion (Spiegelhalter, 2005) ; en dessous, s’il y a surdispersion, aucune n’est donnée.',
    en: 'Limits at 95% and 99.8% around the national rate, wider where the denominator is small; the size observed allows for sampling. From 30 territories on they are widened by overdispersion (Spiegelhalter, 2005); under that, where there is overdispersion, none are given.',
  },
  shape: funnelAnswerShape,
  async compute({ split: level, month: asked, as_of: _, ...question }, cells) {
    oneOfEach(question);
    suitedMeasure(cells, question.measure, ({ kind }) => kind === 'ratio', {
      fr: 'il faut un taux en pourcentage',
      en: 'a share in percent is needed',
    });
    const national = await cells.read({ ...question, split: ['nation'] });
    const month = monthOf(asked, national);
    const local = await cells.read({ ...question, split: [level], period: month });
    const nation = national.find(({ period }) => period === month);
    const target = (nation?.numerator ?? 0) / (nation?.denominator ?? 0);
    if (!(target > 0 && target < 1)) throw noValue(month, monthsWithValue(national));
    const known = local.flatMap(({ territory: id, value, numerator, denominator }) =>
      value === null || numerator === null || denominator === null || denominator === 0
        ? []
        : [{ id, value, numerator, denominator }],
    );
    const funnel = funnelOf(known, target, largestFactor(cells.edition.source.strata));
    return {
      month,
      target: percent(target),
      limits: term(funnelLimitWords, funnel.limits),
      dispersion: funnel.dispersion,
      rows: known.map(({ id, value, denominator }, index) => {
        const { limits = null, verdict = null } = funnel.points[index] ?? {};
        return {
          territory: id,
          value,
          denominator,
          low_95: limits && percent(limits.low95),
          high_95: limits && percent(limits.high95),
          low_998: limits && percent(limits.low998),
          high_998: limits && percent(limits.high998),
          verdict: verdict && term(funnelVerdictWords, verdict),
        };
      }),
      excluded: local
        .filter(({ territory }) => known.every(({ id }) => id !== territory))
        .map(({ territory, state }) => ({ territory, state })),
    };
  },
};

/** Two decimals: more would promise more than the figures hold. */
const percent = (share: number): number => Number((100 * share).toFixed(2));

/** What one observed unit stands for at most: limits are rather too wide than too narrow. */
const largestFactor = (strata: readonly { factor: number }[]): number =>
  Math.max(1, ...strata.map(({ factor }) => factor));
