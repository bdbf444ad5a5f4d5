import type { Edition, Measures, Series } from '@vigie/contract';
import { fileName, seriesPath, type SeriesQuestion } from '../api/question.ts';
import type { Api } from '../api/client.ts';
import { ifPublished } from '../api/if-published.ts';
import { adoptionFigure } from '../figure/adoption.figure.ts';
import { historyStart, latestMonth } from '../figure/curves.ts';
import { emptyFigure } from '../figure/empty.figure.ts';
import type { Download, Figure, KeyNumber } from '../figure/figure.ts';
import type { PeerLink } from '../figure/tables.ts';
import type { Words } from '../figure/words.ts';
import { writeState, type PageState } from '../filters/url-state.ts';
import { formatCount, type Locale } from '../format/index.ts';
import { localizedPath } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';
import { keyNumbers } from './key-numbers.ts';
import type { PageTerritory } from './territory.ts';

/** Who the figures of a page are about, and what the visitor chose. */
export interface FiguresInput {
  api: Api;
  locale: Locale;
  words: Words;
  edition: Edition;
  measures: Measures;
  nation: PageTerritory;
  /** The nation on the first page, else the territory of the page. */
  territory: PageTerritory;
  /** Region of a department. */
  parent: PageTerritory | null;
  /** Region put forward on the first page. */
  highlighted: PageTerritory | null;
  peers: PageTerritory[];
  state: PageState;
}

export interface PageFigures {
  activation: Figure;
  feeding: Figure;
  keyNumbers: KeyNumber[];
}

type Level = 'region' | 'department';

/** Both adoption figures and the key numbers, from as few questions as they need. */
export async function loadFigures(input: FiguresInput): Promise<PageFigures> {
  const { api, territory, state, edition } = input;
  const period = `${historyStart}..${latestMonth(edition)}`;
  const feedingMeasure = state.feeding === 'documents' ? 'feeding.documents' : 'feeding.rate';
  const own = async (measure: string): Promise<Series[]> => {
    const answer = await ifPublished(
      api.series({ measure, ...placeOf(territory), period }, edition.id),
    );
    return answer === null ? [] : [answer];
  };
  const [activation, feeding, documents, feederShare] = await Promise.all([
    curves(input, 'activation.rate', period),
    curves(input, feedingMeasure, period),
    own('feeding.documents'),
    own('feeding.feeder_share'),
  ]);
  return {
    activation: figureOf(input, 'activation', activation, period),
    feeding: figureOf(input, 'alimentation', feeding, period),
    keyNumbers: keyNumbers({
      locale: input.locale,
      words: input.words,
      territory: territory.id,
      month: state.period,
      activation,
      documents,
      feederShare,
      stateLabel: stateLabels(input),
    }),
  };
}

/** How a territory is asked for: by its level, and by its id below the nation. */
function placeOf(territory: PageTerritory): Pick<SeriesQuestion, 'split' | 'territory'> {
  return territory.kind === 'nation' ? {} : { split: territory.kind, territory: territory.id };
}

const levelOf = (input: FiguresInput): Level =>
  input.territory.kind === 'department' ? 'department' : 'region';

function peersQuestion(input: FiguresInput, measure: string, period: string): SeriesQuestion {
  const parent = input.parent === null ? {} : { territory: input.parent.id };
  return { measure, split: levelOf(input), ...parent, period };
}

/** The curves of one measure: the nation, the peers, and the region of a department; or none. */
async function curves(input: FiguresInput, measure: string, period: string): Promise<Series[]> {
  const { api, parent, edition } = input;
  const questions: SeriesQuestion[] = [
    { measure, period },
    peersQuestion(input, measure, period),
    ...(parent === null ? [] : [{ measure, ...placeOf(parent), period }]),
  ];
  const answers = await Promise.all(
    questions.map((question) => ifPublished(api.series(question, edition.id))),
  );
  const published = answers.filter((answer) => answer !== null);
  return published.length === answers.length ? published : [];
}

export function stateLabels(input: {
  measures: Measures;
  locale: Locale;
}): (state: string) => string {
  const labels = new Map(input.measures.states.map((state) => [state.id, state.label]));
  return (state) => typographic(labels.get(state)?.[input.locale] ?? state, input.locale);
}

function figureOf(
  input: FiguresInput,
  id: string,
  answers: readonly Series[],
  period: string,
): Figure {
  const { locale, words, edition, nation, parent, state } = input;
  if (answers.length === 0) {
    const label = id === 'activation' ? words.key_activation() : words.filter_feeding();
    return emptyFigure(id, label, edition, locale, words);
  }
  const focus = input.highlighted ?? input.territory;
  const onFirstPage = input.territory.kind === 'nation';
  return adoptionFigure({
    id,
    locale,
    words,
    edition,
    answers,
    territory: focus,
    nation,
    parent,
    peers: {
      level: levelOf(input),
      list: input.peers.map((peer) => peerLink(input, peer, focus.id === peer.id)),
    },
    month: state.period,
    table: onFirstPage ? 'peers' : 'months',
    stateLabel: stateLabels(input),
    downloads: (month, table) => downloadsOf(input, answers, period, month, table),
  });
}

/** On the first page a region's name puts it forward; elsewhere it leads to its own page. */
function peerLink(input: FiguresInput, peer: PageTerritory, own: boolean): PeerLink {
  const { territory, state, locale } = input;
  const path =
    territory.kind === 'nation'
      ? `/${writeState({ ...state, region: peer.id })}`
      : `/territoires/${peer.id}${writeState({ ...state, region: null })}`;
  return { id: peer.id, name: peer.name, href: localizedPath(path, locale), own };
}

/** Addresses of exactly what is shown: the table, then the curves that the chart draws. */
function downloadsOf(
  input: FiguresInput,
  answers: readonly Series[],
  period: string,
  month: string,
  table: 'peers' | 'months',
): Download[] {
  const { words, locale, territory } = input;
  const [nation, peers] = answers;
  if (nation === undefined || peers === undefined) return [];
  const measure = nation.measure.id;
  const simulated = input.edition.source.simulated;
  const count = (rows: number): { count: string } => ({ count: formatCount(rows, locale) });
  const download = (label: string, question: SeriesQuestion): Download => ({
    label,
    href: seriesPath(question, input.edition.id, 'csv'),
    fileName: fileName(question, simulated),
  });
  const tableRows = peers.rows.filter((row) =>
    table === 'peers' ? row.period === month : row.territory === territory.id,
  ).length;
  const tableQuestion =
    table === 'peers'
      ? peersQuestion(input, measure, month)
      : { measure, ...placeOf(territory), period };
  const curvesLabel =
    levelOf(input) === 'region' ? words.download_curves : words.download_curves_departments;
  return [
    download(words.download_table(count(tableRows)), tableQuestion),
    download(curvesLabel(count(peers.row_count)), peersQuestion(input, measure, period)),
    download(words.download_nation(count(nation.row_count)), { measure, period }),
  ];
}
