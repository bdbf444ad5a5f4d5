import {
  type Cell,
  type NowcastAnswer,
  nowcastAnswerShape,
  type NowcastQuery,
} from '@vigie/contract';
import { addMonths, lastDayOf } from '@vigie/contract/formulas';
import { NoMonthYetError, RequestError } from '../../problems/request-errors.js';
import { fewestTested, type Nowcast, nowcastOf } from '../../derived/nowcast.js';
import { standingEditions } from '../edition/standing-editions.query.js';
import { findTerritory } from '../series/territory-filter.js';
import { type CellQuestion, type CellReader } from './cell-reader.js';
import { type DerivedFigure } from './derived-figure.js';
import {
  mostFormer,
  monthsAtAge,
  publishedDays,
  type OpenEdition,
  sumOfDays,
} from './months-at-age.js';
import { monthsWithValue } from './months-published.js';
import { rounded } from './rounded.js';
import { oneOfEach, suitedMeasure } from './suited.js';
import { nowcastWords, term } from './words.js';

/** Editions looked through for the former months: a year of nights, and some of the same night. */
const editionsLookedAt = 500;

export const nowcastFigure: DerivedFigure<NowcastQuery, NowcastAnswer> = {
  name: 'nowcast',
  version: 1,
  label: { fr: 'estimation du mois en cours', en: 'nowcast of the month under way' },
  method: {
    fr: 'Somme des jours déjà publiés, divisée par la part du mois qui était publiée au même âge les mois passés, relus dans leurs éditions (chain ladder ; Mack, 1993), corrigée des jours de semaine et des jours fériés ; faute d’édition de cet âge, la première qui avait ces jours est relue. Chaque mois passé est estimé à partir des seuls mois antérieurs ; l’estimation n’est montrée que si l’erreur absolue moyenne ainsi mesurée (Hyndman et Athanasopoulos) est plus petite qu’en reprenant le dernier mois.',
    en: 'Sum of the days published so far, divided by the share of a month that was published at the same age in former months, read again in their editions (chain ladder; Mack, 1993), corrected for weekdays and public holidays; where no edition is of that age, the first that had these days is read. Each former month is estimated from earlier months alone; the estimate is shown only where the mean absolute error so measured (Hyndman and Athanasopoulos) is smaller than that of carrying the last month on.',
  },
  shape: nowcastAnswerShape,
  async compute({ territory = 'FR', as_of: _, ...question }, cells) {
    oneOfEach(question);
    suitedMeasure(
      cells,
      question.measure,
      ({ kind, cuboids }) => kind === 'count' && cuboids.includes('day.nation'),
      { fr: 'il faut un dénombrement publié par jour', en: 'a count published by day is needed' },
    );
    const { kind: level } = findTerritory(territory, cells.content.territories);
    const place = { ...question, split: [level], territory: [territory] };
    const recent = await cells.read({ ...place, period: recentDays(cells.edition.feed_day) });
    const whole = await cells.read(place);
    const totals = new Map(
      whole.flatMap(({ period, value }) => (value === null ? [] : [[period, value] as const])),
    );
    const [latest] = monthsWithValue(whole);
    if (latest === undefined) throw noMonthYet();
    const month = addMonths(latest, 1);
    const now = recent.filter(({ period }) => period.startsWith(month));
    const days = publishedDays(now);
    const open: OpenEdition = async (edition) => {
      const then = await cells.at(edition);
      return (period) => published(then, { ...place, period });
    };
    const former =
      days === 0
        ? []
        : await monthsAtAge(month, days, totals, recent, await editionsBefore(cells), open);
    const soFar = sumOfDays(now, days);
    const found = nowcastOf(month, days, soFar, former);
    return {
      territory,
      month,
      through: days === 0 ? lastDayOf(latest) : `${month}-${String(days).padStart(2, '0')}`,
      days,
      so_far: soFar,
      share: found.share === null ? null : rounded(100 * found.share),
      estimate: days === 0 ? null : found.estimate,
      back_test: {
        months: found.backTest.months,
        error: rounded(found.backTest.error),
        carried_error: rounded(found.backTest.carriedError),
        verdict: term(nowcastWords, verdictOf(found, days)),
      },
      former: former.map(({ month: one, soFar: so_far, total, edition, days: known }) => {
        return { month: one, so_far, total, edition, days: known };
      }),
    };
  },
};

/** The days of the month under way and of the months before it that count. */
const recentDays = (feedDay: string): string =>
  `${addMonths(feedDay.slice(0, 7), -mostFormer - 1)}-01..${lastDayOf(feedDay.slice(0, 7))}`;

/** Editions up to the one that is read, of those that stand. */
const editionsBefore = ({ source, edition }: CellReader) =>
  standingEditions(source.scope, edition.id, editionsLookedAt);

/** The cells of an edition; of a measure, a split or a territory that came later it published none. */
async function published(cells: CellReader, question: CellQuestion): Promise<Cell[]> {
  try {
    return await cells.read(question);
  } catch (error) {
    if (error instanceof RequestError) return [];
    throw error;
  }
}

const noMonthYet = (): NoMonthYetError =>
  new NoMonthYetError(
    {
      fr: 'Aucun mois de cet indicateur n’y est encore publié.',
      en: 'No month of this measure is published there yet.',
    },
    'measure',
    [],
  );

function verdictOf({ estimate, backTest }: Nowcast, days: number): keyof typeof nowcastWords {
  if (days === 0) return 'nothing_yet';
  if (estimate !== null) return 'better';
  return backTest.months < fewestTested ? 'too_few' : 'not_better';
}
