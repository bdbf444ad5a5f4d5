import {
  seriesCountShape,
  seriesShape,
  type Cell,
  type Series,
  type Edition,
  type Measures,
} from '@vigie/contract';
import type { Api } from '../api/client.ts';
import { ApiProblem, ApiUnavailable } from '../api/errors.ts';
import { historyStart, latestMonth } from '../figure/curves.ts';
import { referencesOf, type Figure } from '../figure/figure.ts';
import { divides, type Words } from '../figure/words.ts';
import type { Locale } from '../i18n/locale.ts';
import { typographic } from '../i18n/typography.ts';
import { pageTerritory } from '../page/territory.ts';
import { chartChoice, mostLines, pageOf, type Page } from './chart-choice.ts';
import { choicesOf, measureOf, type ExtractChoices } from './choices.ts';
import type { Fault } from './faults.ts';
import { extractFigure } from './figure.ts';
import { filesOf } from './files.ts';
import { seriesAddress } from './links.ts';
import { periodsOf, type Period } from './period.ts';
import { expectedLines, linesOf, type Line, type Naming } from './rows.ts';
import { isPublished } from './splits.ts';
import { stateLabels } from './state-labels.ts';
import { readExtract, type ExtractState } from './url-state.ts';

export interface OpenedExtract {
  edition: Edition;
  measures: Measures;
  choices: ExtractChoices;
  state: ExtractState;
  faults: Fault[];
}

/** Why the edition of an address cannot be shown, by the code of the API. */
const editionFaults: ReadonlyMap<string, 'unknown_edition' | 'withdrawn_edition'> = new Map([
  ['unknown_edition', 'unknown_edition'],
  ['edition_withdrawn', 'withdrawn_edition'],
]);

/** What may be asked and what is, of the edition that the address names. */
export async function openExtract(
  api: Api,
  locale: Locale,
  query: URLSearchParams,
): Promise<OpenedExtract> {
  const given = query.get('as_of')?.trim() ?? '';
  const asOf = /^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined;
  try {
    const [edition, measures, territories] = await Promise.all([
      api.edition(asOf),
      api.measures(asOf),
      api.territories(),
    ]);
    const history = { first: historyStart, last: latestMonth(edition) };
    const named = territories.map(pageTerritory);
    const choices = choicesOf(measures, named, edition, history, locale);
    return { edition, measures, choices, ...readExtract(query, choices) };
  } catch (error) {
    const kind = error instanceof ApiProblem ? editionFaults.get(error.problem.code) : undefined;
    if (kind === undefined || asOf === undefined) throw error;
    // Shown on the current edition, and said.
    const current = new URLSearchParams(query);
    current.delete('as_of');
    const opened = await openExtract(api, locale, current);
    const suggestion = String(opened.edition.id);
    const fault: Fault = { kind, parameter: 'as_of', given, suggestion };
    return { ...opened, faults: [fault, ...opened.faults] };
  }
}

/** Rows that one question may answer where a page needs fewer: a second question costs more. */
const rowsAtOnce = 1_500;

export interface LoadedExtract {
  /** Null where the API did not answer: the form stands, and the page says what is missing. */
  figure: Figure | null;
  /** Rows of the whole answer; null where unknown. */
  rowCount: number | null;
  period: Period;
  page: Page;
}

/** The figure of a state, from as few and as small questions as it needs. */
export async function loadExtract(
  api: Api,
  opened: OpenedExtract,
  locale: Locale,
  words: Words,
): Promise<LoadedExtract> {
  const { state, choices, edition } = opened;
  const span = choices.spans[state.grain];
  const period = state.period ?? { from: span.from, to: span.to };
  const periods = periodsOf(period);
  const expected = expectedLines(state, choices);
  const page = pageOf(periods, expected, state.page);
  try {
    const naming: Naming = {
      locale,
      words,
      choices,
      state,
      stateLabel: stateLabels(opened.measures, locale),
    };
    const answer = await ask(api, opened, naming, { period, periods, page, expected });
    const { lines, focus, nation, head, pageRows } = answer;
    const values = lines.reduce((sum, { cells }) => sum + valued(cells), 0);
    const figure = extractFigure({
      naming,
      edition,
      measure: head.measure,
      citation: typographic(head.citation[locale], locale),
      references: referencesOf([head]),
      period,
      periods,
      focus,
      lines,
      nation,
      chart: chartChoice(lines.length, periods.length, values),
      page,
      pageRows,
      downloads: filesOf({ state, period, edition, words, locale, rowCount: head.row_count }),
    });
    return { figure, rowCount: head.row_count, period, page };
  } catch (error) {
    if (!(error instanceof ApiUnavailable) && !(error instanceof ApiProblem)) throw error;
    console.error(`web: ${error.message}`);
    return { figure: null, rowCount: null, period, page };
  }
}

const valued = (cells: ReadonlyMap<string, Cell>): number =>
  [...cells.values()].filter(({ value }) => value !== null).length;

interface Asked {
  period: Period;
  periods: readonly string[];
  page: Page;
  expected: number;
}

interface Answered {
  head: Pick<Series, 'measure' | 'citation' | 'reference'> & { row_count: number | null };
  lines: Line[];
  focus: string;
  nation: Cell | null;
  pageRows: Cell[];
}

async function ask(
  api: Api,
  { state, choices, edition }: OpenedExtract,
  naming: Naming,
  { period, periods, page, expected }: Asked,
): Promise<Answered> {
  const series = (of: Period) => api.get(seriesAddress(state, edition.id, of), seriesShape);
  const onPage = ({ period: one }: Cell): boolean => page.periods.includes(one);
  const whole = async (): Promise<Answered> => {
    const [answer, nations] = await Promise.all([
      series(period),
      expected <= mostLines ? [] : nationOver(api, state, choices, edition.id, period),
    ]);
    const lines = linesOf(answer.rows, naming);
    const focus = focusOf(answer.rows, periods);
    const nation = nations.find((cell) => cell.period === focus) ?? null;
    return { head: answer, lines, focus, nation, pageRows: answer.rows.filter(onPage) };
  };
  if (expected <= mostLines || expected * periods.length <= rowsAtOnce) return whole();

  const focus = focusPeriod(period, edition, state.grain);
  const [first = focus, last = focus] = [page.periods.at(-1), page.periods[0]];
  const inPage = page.periods.includes(focus);
  const [count, shown, focused, nations] = await Promise.all([
    // Without the number of rows the figure stands, and says that it is unknown.
    api.get(seriesAddress(state, edition.id, period, 'count'), seriesCountShape).catch(() => null),
    series({ from: first, to: last }),
    inPage ? null : series({ from: focus, to: focus }),
    nationOver(api, state, choices, edition.id, { from: focus, to: focus }),
  ]);
  const lines = linesOf([...shown.rows, ...(focused?.rows ?? [])], naming);
  // Fewer than the categories have values: a chart of lines is possible after all.
  if (lines.length <= mostLines && periods.length > 1 && count?.row_count !== 0) return whole();
  const head = count ?? { ...shown, row_count: null };
  return { head, lines, focus, nation: nations[0] ?? null, pageRows: shown.rows };
}

/** The latest period of the cells that will not change any more, or the latest of all. */
function focusOf(rows: readonly Cell[], periods: readonly string[]): string {
  const latest = (cells: readonly Cell[]): string | undefined =>
    cells.reduce<string | undefined>(
      (last, { period }) => (last === undefined || period > last ? period : last),
      undefined,
    );
  return latest(rows.filter(({ provisional }) => !provisional)) ?? latest(rows) ?? periods[0] ?? '';
}

/** The last complete month of a period, or its last day. */
function focusPeriod({ from, to }: Period, edition: Edition, grain: 'month' | 'day'): string {
  const complete = edition.data_through_month;
  if (grain === 'day' || complete === null || complete < from) return to;
  return complete < to ? complete : to;
}

/** The nation's rates beside those of its parts; counts of a part compare with no total. */
async function nationOver(
  api: Api,
  state: ExtractState,
  choices: ExtractChoices,
  edition: number,
  period: Period,
): Promise<Cell[]> {
  const wanted = { grain: state.grain, level: 'nation', categories: [] } as const;
  const measure = measureOf(choices, state.measure);
  if (state.level === 'nation' || !isPublished(measure, wanted)) return [];
  const whole = { ...state, ...wanted, categories: [], territories: [], values: {} };
  const answer = await api
    .get(seriesAddress(whole, edition, period), seriesShape)
    .catch(() => null);
  return answer !== null && divides(answer.measure) ? answer.rows : [];
}
