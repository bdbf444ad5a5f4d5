import { type Cell, type GapAnswer, gapAnswerShape, type GapQuery } from '@vigie/contract';
import { type Measure, measures } from '@vigie/seeds/catalogue';
import { gapToMedian } from '../../derived/gap-to-median.js';
import { type Declaration } from '../measures/declaration.js';
import { type DerivedFigure } from './derived-figure.js';
import { monthOf } from './months-published.js';
import { suitedMeasure } from './suited.js';

export const gapFigure: DerivedFigure<GapQuery, GapAnswer> = {
  name: 'gap',
  version: 1,
  label: { fr: 'écart à la médiane en documents', en: 'gap to the median in documents' },
  method: {
    fr: 'Médiane du marché du secteur × dénominateur du territoire − numérateur : ce qui manque (au-dessus de zéro) ou dépasse (en dessous) pour être au taux médian des logiciels.',
    en: 'Median of the sector’s market × the territory’s denominator − its numerator: what is lacking (above zero) or in excess (below) to be at the products’ median rate.',
  },
  shape: gapAnswerShape,
  async compute({ split: level = 'region', month: asked, as_of: _, ...question }, cells) {
    const readable = cells.measures();
    suitedMeasure(cells, question.measure, (measure) => medianOf(measure, readable) !== null, {
      fr: 'aucune médiane du marché n’est publiée pour lui',
      en: 'no median of the market is published of it',
    });
    const median = medianOf(cells.measure(question.measure), readable) ?? '';
    const medians = await cells.read({ ...question, measure: median, split: ['nation', 'sector'] });
    const month = monthOf(asked, medians);
    const own = await cells.read({ ...question, split: [level, 'sector'], period: month });
    const there = medians.filter(({ period }) => period === month);
    const bySector = new Map(there.map((cell) => [cell.sector, cell.value]));
    return {
      month,
      median: { measure: median, rows: there.map((cell) => row(cell)) },
      rows: own.map((cell) => ({
        territory: cell.territory,
        ...row(cell),
        gap: gapOf(bySector.get(cell.sector) ?? null, cell),
      })),
    };
  },
};

const row = ({ sector, value, state }: Cell) => ({ sector: sector ?? '', value, state });

function gapOf(median: number | null, { value, numerator, denominator }: Cell): number | null {
  if (median === null || value === null || numerator === null || denominator === null) return null;
  return gapToMedian(median, denominator, numerator);
}

/** The measure that is the median, over the vendors, of the same rate; null where there is none. */
function medianOf({ id, kind }: Declaration, readable: readonly Declaration[]): string | null {
  const rate = measures.find((measure) => measure.id === id);
  const found = measures.find(
    (measure) => kind === 'ratio' && isMedianOf(measure, rate) && isReadable(measure, readable),
  );
  return found?.id ?? null;
}

const isMedianOf = (median: Measure, rate: Measure | undefined): boolean =>
  median.quantile === 'median' &&
  median.numerator === rate?.numerator &&
  median.denominator === rate.denominator;

const isReadable = ({ id }: Measure, readable: readonly Declaration[]): boolean =>
  readable.some((one) => one.id === id);
