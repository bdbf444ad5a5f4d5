import type { Series } from '@vigie/contract';
import type { SeriesQuestion } from '../api/question.ts';
import { adoptionFigure } from '../figure/adoption.figure.ts';
import { curvesOf, lastFirmMonth, latestMonth } from '../figure/curves.ts';
import { emptyFigure } from '../figure/empty.figure.ts';
import { figure, type Download, type Figure } from '../figure/figure.ts';
import type { PeerLink } from '../figure/tables.ts';
import { capitalised } from '../figure/words.ts';
import { downloadsOf } from './downloads.ts';
import { curveMeasure, type CurveId } from './flows.ts';
import { lagsOf, type Lags } from './lag-sentence.ts';
import { answersTo, measureLabel, placeOf, wholePeriod, type Site } from './site.ts';
import type { PageTerritory } from './territory.ts';

export interface CurvesInput {
  curve: CurveId;
  /** The nation, or the territory of the page. */
  territory: PageTerritory;
  /** Region of a department. */
  parent: PageTerritory | null;
  /** Region put forward among all. */
  highlighted: PageTerritory | null;
  peers: readonly PageTerritory[];
  /** Address that a peer's name leads to. */
  hrefOf: (peer: PageTerritory) => string;
}

export interface CurvesPart {
  figure: Figure;
  /** Of the territory put forward; null for France, and for counts, which do not compare. */
  lags: Lags | null;
}

/** The curves of one measure: France and all peers, the one looked at in bold, and its lag. */
export async function loadCurves(site: Site, input: CurvesInput): Promise<CurvesPart> {
  const { words, locale, edition, nation } = site;
  const measure = curveMeasure(input.curve);
  const answers = await answersTo(site, questionsOf(site, input, measure));
  const [first] = answers ?? [];
  if (answers === null || first === undefined) {
    const label = measureLabel(site, measure);
    return { figure: emptyFigure('courbes', label, edition, locale, words), lags: null };
  }
  const focus = input.highlighted ?? input.territory;
  const { target } = first.measure;
  const drawn = adoptionFigure({
    id: 'courbes',
    locale,
    words,
    edition,
    answers,
    territory: focus,
    nation,
    parent: input.parent,
    peers: {
      level: levelOf(input),
      list: input.peers.map((peer): PeerLink => {
        const { id, name } = peer;
        return { id, name, href: input.hrefOf(peer), own: id === focus.id };
      }),
    },
    month: site.month,
    table: input.territory.kind === 'nation' ? 'peers' : 'months',
    ...(target === undefined || first.measure.unit.id !== 'percent'
      ? {}
      : { target: { value: target.value, label: words.goal_label() } }),
    stateLabel: site.stateLabel,
    downloads: (month, table) => filesOf(site, input, answers, measure, month, table),
  });
  const lags =
    focus.id === nation.id || first.measure.kind !== 'ratio'
      ? null
      : lagOf(site, input, answers, focus);
  return {
    lags,
    figure:
      lags === null
        ? drawn
        : figure({ ...drawn, sentence: `${drawn.sentence} ${lagSentence(lags, site)}` }),
  };
}

/** « 4 mois de retard sur la France, 11 mois de retard sur la région la plus avancée, … ». */
function lagSentence({ nation, leader, leads }: Lags, { words }: Site): string {
  const second = leader?.text ?? (leads ? words.lag_leads() : null);
  return `${capitalised(second === null ? nation.text : words.both({ first: nation.text, second }))}.`;
}

function lagOf(
  site: Site,
  input: CurvesInput,
  answers: readonly Series[],
  focus: PageTerritory,
): Lags {
  const { words, nation } = site;
  const curves = curvesOf(...answers.map((answer) => answer.rows));
  const month = site.month ?? lastFirmMonth(curves, focus.id) ?? latestMonth(site.edition);
  const named = levelOf(input) === 'region' ? words.lag_leader_region : words.lag_leader_department;
  const leaderNamed = (name: string): string => named({ name });
  return lagsOf({ words, answers, month, own: focus, nation, peers: input.peers, leaderNamed });
}

const levelOf = ({ territory }: CurvesInput): 'region' | 'department' =>
  territory.kind === 'department' ? 'department' : 'region';

function peersQuestion(input: CurvesInput, measure: string, period: string): SeriesQuestion {
  const parent = input.parent === null ? {} : { territory: input.parent.id };
  return { measure, split: levelOf(input), ...parent, period };
}

/** The nation, the peers, and the region of a department. */
function questionsOf(site: Site, input: CurvesInput, measure: string): SeriesQuestion[] {
  const period = wholePeriod(site.edition);
  return [
    { measure, period },
    peersQuestion(input, measure, period),
    ...(input.parent === null ? [] : [{ measure, ...placeOf(input.parent), period }]),
  ];
}

/** Addresses of exactly what is shown: the table, then the curves that the chart draws. */
function filesOf(
  site: Site,
  input: CurvesInput,
  [nation, peers]: readonly Series[],
  measure: string,
  month: string,
  table: 'peers' | 'months',
): Download[] {
  if (nation === undefined || peers === undefined) return [];
  const { words } = site;
  const period = wholePeriod(site.edition);
  const own = input.territory.id;
  const shown = peers.rows.filter((row) =>
    table === 'peers' ? row.period === month : row.territory === own,
  );
  return downloadsOf(site, [
    {
      label: words.download_this_table(),
      question:
        table === 'peers'
          ? peersQuestion(input, measure, month)
          : { measure, ...placeOf(input.territory), period },
      rows: shown.length,
    },
    {
      label:
        levelOf(input) === 'region'
          ? words.download_region_curves()
          : words.download_department_curves(),
      question: peersQuestion(input, measure, period),
      rows: peers.row_count,
    },
    { label: words.download_nation_curve(), question: { measure, period }, rows: nation.row_count },
  ]);
}
