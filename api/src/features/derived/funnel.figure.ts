import { type Cell, type FunnelAnswer, funnelAnswerShape, type FunnelQuery } from '@vigie/contract';
import { largestFactor } from '@vigie/contract/formulas';
import { funnelOf } from '../../derived/funnel-limits.js';
import { type DerivedFigure } from './derived-figure.js';
import { monthOf, noValue } from './months-published.js';
import { rounded } from './rounded.js';
import { oneOfEach, suitedMeasure } from './suited.js';
import { funnelLimitWords, funnelVerdictWords, term } from './words.js';

export const funnelFigure: DerivedFigure<FunnelQuery, FunnelAnswer> = {
  name: 'funnel',
  version: 1,
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
    const nation = national.find(({ period }) => period === month);
    const target = nation === undefined ? null : shareOf(nation);
    if (target === null) throw noValue(month, national, 'month');
    if (target === 0 || target === 1)
      throw noValue(month, national.filter(varies), 'month', allOrNothing);
    const local = await cells.read({ ...question, split: [level], period: month });
    const known = local.flatMap(({ territory: id, value, numerator, denominator }) =>
      value === null || numerator === null || denominator === null || denominator === 0
        ? []
        : [{ id, value, numerator, denominator }],
    );
    // The largest factor: limits are rather too wide than too narrow.
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

/** A published rate between 0 and 1. */
const shareOf = ({ numerator, denominator }: Cell): number | null =>
  numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;

const varies = (cell: Cell): boolean => ![null, 0, 1].includes(shareOf(cell));

const allOrNothing = {
  fr: 'le taux national y est de 0 ou de 100 %, et le hasard n’y a pas de part',
  en: 'the national rate is 0 or 100% there, and chance has no part in it',
};

const percent = (share: number): number => rounded(100 * share);
