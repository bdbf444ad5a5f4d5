import {
  byCategory,
  categoryIds,
  type Cell,
  type TrendsAnswer,
  trendsAnswerShape,
  type TrendsQuery,
} from '@vigie/contract';
import { monthsBetween } from '@vigie/contract/formulas';
import { trendOf } from '../../derived/trend-test.js';
import { curveOf } from './curve.js';
import { type DerivedFigure } from './derived-figure.js';
import { monthOf } from './months-published.js';
import { rounded } from './rounded.js';
import { term, trendWords } from './words.js';

export const trendsFigure: DerivedFigure<TrendsQuery, TrendsAnswer> = {
  name: 'trends',
  version: 1,
  label: { fr: 'tendance', en: 'trend' },
  method: {
    fr: 'Test de Mann-Kendall sur les huit à douze derniers mois qui se suivent, au seuil de 5 %, corrigé des ex æquo et de la ressemblance entre mois voisins (Hamed et Rao, 1998) ; pente : médiane des variations par mois (Sen, 1968). Seuls des mois définitifs comptent.',
    en: 'Mann-Kendall test on the last eight to twelve months in a row, at 5%, corrected for ties and for the likeness of neighbouring months (Hamed and Rao, 1998); slope: median change a month (Sen, 1968). Only final months count.',
  },
  shape: trendsAnswerShape,
  async compute({ month: asked, as_of: _, ...question }, reader) {
    const cells = await reader.read(question);
    const month = monthOf(asked, cells);
    const first = cells.map(({ period }) => period).reduce((a, b) => (a < b ? a : b), month);
    const months = monthsBetween(first, month);
    const curves = Map.groupBy(cells, (cell) =>
      [cell.territory, ...categoryIds.map((id) => cell[id] ?? '')].join('|'),
    );
    const rows = [...curves.values()].flatMap((own) => {
      const [one] = own;
      if (one === undefined) return [];
      const { word, score, slope, ...test } = trendOf(curveOf(own.filter(isFinal), months));
      return [
        {
          territory: one.territory,
          ...byCategory((id) => one[id]),
          word: term(trendWords, word),
          ...test,
          score: rounded(score),
          slope: slope === null ? null : Number(slope.toPrecision(3)),
        },
      ];
    });
    return { month, rows };
  },
};

/** A provisional month would show the delay of the data, not a change. */
const isFinal = ({ provisional }: Cell): boolean => !provisional;
