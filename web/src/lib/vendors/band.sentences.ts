import { formatMonth } from '../format/date.ts';
import { formatAxis, formatPoints } from '../format/number.ts';
import { listOf, lowered, yearBefore, type TopicBase } from '../topics/base.ts';
import { bandAt, extremes, yearChange, type BandGroup } from './band.ts';

/** What the title and the sentence of a market range are computed from. */
export interface BandScope {
  base: TopicBase;
  groups: readonly BandGroup[];
  /** Sector or generation that all groups lie in, in words; null for the whole market. */
  scope: string | null;
  /** Whether the first group is the whole of the scope, and the others its parts. */
  headed: boolean;
}

/** Market values are rounded to one point: a decimal would promise more than there is. */
const percent = (value: number, { locale }: TopicBase): string =>
  formatAxis(value, 'percent', locale);

/** The group that title and sentence are about, where it is one. */
function subjectOf({ groups, headed, scope }: BandScope, month: string): BandGroup | null {
  const [first] = groups;
  if (first !== undefined && (headed || groups.length === 1)) {
    return { ...first, name: scope ?? first.name };
  }
  const known = groups.filter((group) => bandAt(group, month).median !== null);
  return known.length === 1 ? (known[0] ?? null) : null;
}

export function bandTitle(input: BandScope, month: string): string {
  const { base, groups } = input;
  const { words, locale } = base;
  const when = { month: formatMonth(month, locale) };
  const subject = subjectOf(input, month);
  if (subject !== null) {
    const { name } = subject;
    const { median, first, third } = bandAt(subject, month);
    if (median === null) return words.vendors_band_title_hidden({ name, ...when });
    return first === null || third === null
      ? words.vendors_band_title_median({ name, median: percent(median, base) })
      : words.vendors_band_title_one({
          name,
          low: percent(first, base),
          high: percent(third, base),
        });
  }
  const range = extremes(groups, (group) => bandAt(group, month).median);
  if (range === null) return words.vendors_band_title_hidden_all(when);
  return words.vendors_band_title_many({
    low: percent(range.low.value, base),
    lowName: range.low.name,
    high: percent(range.high.value, base),
    highName: range.high.name,
  });
}

export function bandSentence(input: BandScope, month: string): string {
  const { base, groups } = input;
  const { words, locale } = base;
  const missing = missingList(input, month);
  if (groups.every((group) => bandAt(group, month).median === null)) {
    return words.vendors_band_sentence_hidden({ month: formatMonth(month, locale), list: missing });
  }
  const subject = subjectOf(input, month);
  const own = subject === null ? null : aboutOne(base, subject, month);
  const start = own ?? aboutMany(input, month);
  const rest = missing === '' ? [] : [words.vendors_band_missing({ list: missing })];
  return `${[start, ...rest].reduce((first, second) => words.joined({ first, second }))}.`;
}

/** The clauses about one group, or null where its median is not published. */
function aboutOne(base: TopicBase, group: BandGroup, month: string): string | null {
  const { words, locale, stateLabel } = base;
  const { median, first, third } = bandAt(group, month);
  if (median === null) return null;
  const when = { month: formatMonth(month, locale), median: percent(median, base) };
  const quartile = group.first.get(month);
  const state = quartile === undefined ? words.state_absent() : stateLabel(quartile.state);
  const start =
    first === null || third === null
      ? words.vendors_band_sentence_median({ ...when, state: lowered(state) })
      : words.vendors_band_sentence_one({
          ...when,
          first: percent(first, base),
          third: percent(third, base),
        });
  const points = yearChange(group, month);
  if (points === null) return start;
  const change = words.vendors_band_change({
    change: formatPoints(points, locale),
    since: formatMonth(yearBefore(month), locale),
  });
  return words.joined({ first: start, second: change });
}

function aboutMany({ base, groups }: BandScope, month: string): string {
  const { words, locale } = base;
  const known = groups.filter((group) => bandAt(group, month).median !== null);
  const start = words.vendors_band_sentence_many({
    month: formatMonth(month, locale),
    count: String(known.length),
    all: String(groups.length),
    quartiles: String(known.filter((group) => bandAt(group, month).spread !== null).length),
  });
  const range = extremes(known, (group) => bandAt(group, month).spread);
  if (range === null) return start;
  const spread = words.vendors_band_spread({
    low: formatPoints(range.low.value, locale, false),
    lowName: range.low.name,
    high: formatPoints(range.high.value, locale, false),
    highName: range.high.name,
  });
  return words.joined({ first: start, second: spread });
}

/** « Imagerie médicale (secret des éditeurs) et ESMS (non publié) », or nothing. */
function missingList({ base, groups }: BandScope, month: string): string {
  const { words, stateLabel, locale } = base;
  const missing = groups.flatMap(({ name, median }) => {
    const cell = median.get(month);
    if (cell !== undefined && cell.value !== null) return [];
    const state = lowered(cell === undefined ? words.state_absent() : stateLabel(cell.state));
    return [words.vendors_band_missing_one({ name, state })];
  });
  return missing.length === 0 ? '' : listOf(missing, locale);
}
