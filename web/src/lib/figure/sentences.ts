import type { Cell, Series } from '@vigie/contract';
import { formatMonth } from '../format/date.ts';
import {
  formatChange,
  formatCount,
  formatPercent,
  formatPoints,
  formatRough,
  formatValue,
} from '../format/number.ts';
import type { Locale } from '../i18n/locale.ts';
import { changeSince, rangeOf, type Curves } from './curves.ts';
import { rateTitles, rateWords, type Words } from './words.ts';

/** What a title and a sentence are computed from. */
export interface Answer {
  locale: Locale;
  measure: {
    id: string;
    kind: Series['measure']['kind'];
    unit: string;
    label?: string;
    parts?: Series['measure']['parts'];
  };
  month: string;
  territory: { id: string; name: string };
  nation: { id: string; name: string };
  peers: { level: 'region' | 'department'; list: readonly { id: string; name: string }[] };
  curves: Curves;
  stateLabel: (state: string) => string;
}

const cellAt = (answer: Answer, id: string): Cell | undefined =>
  answer.curves.get(id)?.get(answer.month);

/** The title of a figure: it carries the answer. */
export function titleOf(answer: Answer, words: Words): string {
  const { locale, territory, nation, measure } = answer;
  const month = formatMonth(answer.month, locale);
  const cell = cellAt(answer, territory.id);
  if (cell === undefined || cell.value === null)
    return words.title_hidden({ name: territory.name, month });
  if (measure.kind === 'count') {
    const value = documents(formatRough(cell.value, locale), words);
    return words.title_documents({ name: territory.name, value, month });
  }
  const value = formatPercent(cell.value, locale);
  const titles = rateTitles(words, measure.id);
  if (territory.id === nation.id) {
    return (
      titles?.nation({ value }) ??
      words.title_rate({ name: territory.name, measure: measure.label ?? measure.id, value })
    );
  }
  const gap = gapOf(cell.value, cellAt(answer, nation.id)?.value ?? null, locale, words);
  const name = territory.name;
  const said =
    titles?.other({ name, value, gap }) ??
    words.title_rate_in({ name, measure: measure.label ?? measure.id, value, gap });
  // Without a value of France there is nothing to compare with.
  return gap === '' ? said.replace(/, $/, '') : said;
}

/** « 812 000 documents », « 1,2 million de documents ». */
function documents(rough: string, words: Words): string {
  return /million|milliard|billion/.test(rough)
    ? words.documents_of({ value: rough })
    : words.documents_plain({ value: rough });
}

export function gapOf(own: number, nation: number | null, locale: Locale, words: Words): string {
  if (nation === null) return '';
  const gap = Math.round((own - nation) * 10) / 10;
  if (gap === 0) return words.gap_same();
  const points = formatPoints(gap, locale, false);
  return gap > 0 ? words.gap_above({ points }) : words.gap_below({ points });
}

/** The one sentence under the title: counts, changes, and how far the others are apart. */
export function sentenceOf(answer: Answer, words: Words): string {
  const { locale } = answer;
  const month = formatMonth(answer.month, locale);
  const cell = cellAt(answer, answer.territory.id);
  if (cell === undefined || cell.value === null) {
    const state = cell === undefined ? words.state_absent() : answer.stateLabel(cell.state);
    const lower = state.charAt(0).toLowerCase() + state.slice(1);
    return words.sentence_hidden({ month, state: lower });
  }
  const clauses = [countsOf(answer, cell, month, words), changesOf(answer, words)];
  const start = clauses.filter((clause) => clause !== '').join(words.comma());
  const range = rangeClause(answer, words);
  return `${range === '' ? start : words.joined({ first: start, second: range })}.`;
}

function countsOf(answer: Answer, cell: Cell, month: string, words: Words): string {
  const { locale, measure } = answer;
  if (measure.kind !== 'ratio' || cell.numerator === null || cell.denominator === null) {
    const value = formatValue(cell.value ?? 0, measure.unit, locale);
    return words.sentence_count({ month, value });
  }
  const parts = rateWords(words, measure, locale);
  return words.sentence_rate({
    month,
    numerator: `${formatCount(cell.numerator, locale)} ${parts.numerator}`,
    denominator: `${formatCount(cell.denominator, locale)} ${parts.denominator}`,
  });
}

function changesOf(answer: Answer, words: Words): string {
  const { curves, territory, month, measure, locale } = answer;
  const clauses = [1, 12]
    .map((back) => changeSince(curves, territory.id, month, back))
    .filter((change) => change !== null)
    .map((change) => {
      const since = formatMonth(change.since, locale);
      if (measure.kind !== 'count') {
        return words.change_since({ change: formatPoints(change.difference, locale), since });
      }
      if (change.ratio === null) return '';
      return words.change_since({ change: formatChange(change.ratio, locale), since });
    })
    .filter((clause) => clause !== '');
  const [first, second] = clauses;
  if (first === undefined) return '';
  return second === undefined ? first : words.both({ first, second });
}

function rangeClause(answer: Answer, words: Words): string {
  const { peers, curves, month, measure, locale } = answer;
  const range = rangeOf(curves, peers.list, month);
  if (range === null) return '';
  const shown = (value: number): string => formatValue(value, measure.unit, locale);
  const input = {
    low: shown(range.low.value),
    lowName: range.low.name,
    high: shown(range.high.value),
    highName: range.high.name,
  };
  return peers.level === 'region' ? words.range_regions(input) : words.range_departments(input);
}
