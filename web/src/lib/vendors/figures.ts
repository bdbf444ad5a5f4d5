import type { Series } from '@vigie/contract';
import type { SeriesQuestion } from '../api/question.ts';
import { ifPublished } from '../api/if-published.ts';
import type { Figure } from '../figure/figure.ts';
import { downloadsOf, type Downloadable } from '../page/downloads.ts';
import { textOf } from '../topics/base.ts';
import type { Chosen, Parameter } from '../topics/choices.ts';
import { baseOf, choicesOf, historyOf, monthParameter, type OpenedTopic } from '../topics/open.ts';
import { panelOf, type Panel } from '../topics/panel.ts';
import { bandGroups, type BandAnswers, type BandGroup } from './band.ts';
import { bandFigure } from './band.figure.ts';
import { generationRateFigure } from './generation-rate.figure.ts';
import type { GenerationsInput } from './generations.ts';
import { installedFigure } from './installed.figure.ts';

export const vendorNames = ['sector', 'generation', 'period'] as const;
type VendorName = (typeof vendorNames)[number];
export type VendorState = Chosen<VendorName>;

/** What the address of the page may say. */
export function vendorParameters(opened: OpenedTopic): Parameter<VendorName>[] {
  return [
    { name: 'sector', kind: 'choice', choices: choicesOf(opened, 'sector') },
    { name: 'generation', kind: 'choice', choices: choicesOf(opened, 'generation') },
    monthParameter(opened),
  ];
}

/** The market range, the installed base and the rate by generation. */
export function loadVendorPanels(opened: OpenedTopic, state: VendorState): Promise<Panel[]> {
  const { words } = opened;
  return Promise.all([
    panelOf(words, 'fourchette', words.vendors_band_eyebrow(), () => band(opened, state)),
    panelOf(words, 'parc', words.vendors_installed_eyebrow(), async () =>
      installedFigure(await generations(opened, state, 'equipment.installed')),
    ),
    panelOf(words, 'taux-par-generation', words.vendors_rate_eyebrow(), async () =>
      generationRateFigure(await generations(opened, state, 'feeding.rate')),
    ),
  ]);
}

const measures = {
  median: 'market.feeding_rate_median',
  first: 'market.feeding_rate_first_quartile',
  third: 'market.feeding_rate_third_quartile',
} as const;

/** A question about the market, with the measure left to say. */
type MarketQuestion = Omit<SeriesQuestion, 'measure'>;

async function ask(opened: OpenedTopic, question: MarketQuestion): Promise<BandAnswers> {
  const { api, edition } = opened;
  const series = (measure: string): Promise<Series> =>
    api.series({ ...question, measure }, edition.id);
  const [median, first, third] = await Promise.all([
    series(measures.median),
    ifPublished(series(measures.first)),
    ifPublished(series(measures.third)),
  ]);
  return { median, first, third };
}

async function band(opened: OpenedTopic, state: VendorState): Promise<Figure> {
  const { sector, generation } = state;
  const base = baseOf(opened, state.period);
  const sectors = choicesOf(opened, 'sector');
  const generations = choicesOf(opened, 'generation');
  const nameOf = (choices: typeof sectors, id: string | null): string | null =>
    choices.find((choice) => choice.id === id)?.label ?? null;
  const period = historyOf(opened);
  const only = {
    ...(sector === null ? {} : { sector }),
    ...(generation === null ? {} : { generation }),
  };
  const crossed: MarketQuestion = { split: 'generation,sector', ...only, period };
  const whole: MarketQuestion = { split: 'sector', ...only, period };
  const questions = generation !== null ? [crossed] : sector === null ? [whole] : [whole, crossed];
  const answers = await Promise.all(questions.map((question) => ask(opened, question)));
  const [first, second] = answers;
  if (first === undefined) throw new Error('a market range without an answer');
  const bySector = sector === null || generation !== null;
  const kept = sector === null ? sectors : sectors.filter(({ id }) => id === sector);
  const head = bandGroups(first, 'sector', kept);
  const groups: BandGroup[] =
    second === undefined
      ? head
      : [
          ...head.map((group) => ({ ...group, name: base.words.vendors_band_all() })),
          ...bandGroups(second, 'generation', generations),
        ];
  const scope = [nameOf(sectors, sector), nameOf(generations, generation)].filter(
    (name) => name !== null,
  );
  return bandFigure({
    base,
    answers: [first.median, ...[first.first, first.third].filter((answer) => answer !== null)],
    groups,
    by: bySector ? 'sector' : 'generation',
    scope: scope.length === 0 ? null : scope.join(base.words.comma()),
    headed: second !== undefined && head.length > 0,
    downloads: downloadsOf(
      base,
      questions.flatMap((question, index) => bandFiles(opened, question, answers[index])),
    ),
  });
}

/** « Génération de logiciel × Secteur ». */
function crossingOf({ measures, locale }: OpenedTopic, split: string): string {
  const labels = new Map(measures.dimensions.map(({ id, label }) => [id, textOf(label, locale)]));
  return split
    .split(',')
    .map((id) => labels.get(id) ?? id)
    .join(' × ');
}

function bandFiles(
  opened: OpenedTopic,
  question: MarketQuestion,
  answers: BandAnswers | undefined,
): Downloadable[] {
  if (answers === undefined) return [];
  return (['median', 'first', 'third'] as const).flatMap((part) => {
    const answer = answers[part];
    if (answer === null) return [];
    const label = textOf(answer.measure.label, opened.locale);
    const { split = '' } = question;
    const named = split === 'sector' ? label : `${label}, ${crossingOf(opened, split)}`;
    return [
      { label: named, question: { ...question, measure: measures[part] }, rows: answer.row_count },
    ];
  });
}

async function generations(
  opened: OpenedTopic,
  state: VendorState,
  measure: string,
): Promise<GenerationsInput> {
  const { api, edition } = opened;
  const base = baseOf(opened, state.period);
  const period = historyOf(opened);
  const question = { measure, split: 'generation', period };
  const [answer, total] = await Promise.all([
    api.series(question, edition.id),
    ifPublished(api.series({ measure, period }, edition.id)),
  ]);
  return {
    base,
    answer,
    total,
    generations: choicesOf(opened, 'generation'),
    chosen: state.generation,
    sectorChosen: state.sector !== null,
    downloads: downloadsOf(base, [
      { label: base.words.irritants_download_data(), question, rows: answer.row_count },
    ]),
  };
}
