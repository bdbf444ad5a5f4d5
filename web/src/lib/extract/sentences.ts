import type { Cell, MeasureDescription } from '@vigie/contract';
import { changeSince } from '../figure/curves.ts';
import { divides, rateWords } from '../figure/words.ts';
import {
  formatChange,
  formatCount,
  formatPoints,
  formatRough,
  formatValue,
} from '../format/number.ts';
import { typographic } from '../i18n/typography.ts';
import { lowered } from '../topics/base.ts';
import { periodName } from './period-name.ts';
import type { Line, Naming } from './rows.ts';

/** What the title and the sentence of an extract are told from. */
export interface Told {
  naming: Naming;
  measure: MeasureDescription;
  /** The period that they are about. */
  focus: string;
  lines: readonly Line[];
  /** The nation's cell of that period, for comparison. */
  nation: Cell | null;
}

interface Valued {
  name: string;
  value: number;
}

function ends(input: Told): { low: Valued; high: Valued } | null {
  const values = input.lines
    .map(({ name, cells }) => ({ name, value: cells.get(input.focus)?.value ?? null }))
    .filter((one): one is Valued => one.value !== null)
    .sort((a, b) => a.value - b.value);
  const [low, high] = [values[0], values.at(-1)];
  return low === undefined || high === undefined ? null : { low, high };
}

export function titleOf(input: Told, label: string): string {
  const { naming, measure, focus, lines } = input;
  const { locale, words } = naming;
  const at = periodName(focus, locale);
  const rough = (value: number): string =>
    measure.kind === 'count'
      ? formatRough(value, locale)
      : formatValue(value, measure.unit.id, locale);
  const range = ends(input);
  if (lines.length === 0) return words.extract_title_empty({ measure: label });
  if (range === null) return words.extract_title_hidden({ measure: label, period: at });
  if (range.low === range.high || lines.length === 1) {
    const { name, value } = range.low;
    return words.extract_title_one({ measure: label, name, value: rough(value), period: at });
  }
  return words.extract_title_many({
    measure: label,
    low: rough(range.low.value),
    lowName: range.low.name,
    high: rough(range.high.value),
    highName: range.high.name,
  });
}

export function sentenceOf(input: Told): string {
  const { naming, measure, focus, lines, nation } = input;
  const { locale, words } = naming;
  const at = atPeriod(focus, naming);
  const [only] = lines;
  if (only === undefined) return words.extract_sentence_empty();
  if (lines.length === 1) return alone(input, only);
  const valued = lines.filter((line) => (line.cells.get(focus)?.value ?? null) !== null).length;
  const said = words.extract_sentence_many({
    period: at,
    valued: formatCount(valued, locale),
    all: formatCount(lines.length, locale),
  });
  const whole = nation?.value ?? null;
  return whole === null
    ? `${said}.`
    : `${words.joined({
        first: said,
        second: words.extract_sentence_nation({
          value: formatValue(whole, measure.unit.id, locale),
        }),
      })}.`;
}

/** « En octobre 2026 », « Le 31 octobre 2026 ». */
function atPeriod(period: string, { locale, words }: Naming): string {
  const name = periodName(period, locale);
  return period.length > 7
    ? words.extract_on_day({ day: name })
    : words.extract_in_month({ month: name });
}

/** One line: what it is made of, and its change since the period before and a year before. */
function alone(input: Told, line: Line): string {
  const { naming, measure, focus } = input;
  const { locale, words, stateLabel } = naming;
  const cell = line.cells.get(focus);
  const at = atPeriod(focus, naming);
  if (cell === undefined || cell.value === null) {
    const state = cell === undefined ? words.state_absent() : stateLabel(cell.state);
    return words.extract_sentence_hidden({ period: at, state: lowered(state) });
  }
  const parts = rateWords(words, measure, locale);
  const count = (value: number | null): string => formatCount(value ?? 0, locale);
  const said = divides(measure)
    ? words.extract_sentence_rate({
        period: at,
        numerator: `${count(cell.numerator)} ${parts.numerator}`,
        denominator: `${count(cell.denominator)} ${parts.denominator}`,
      })
    : words
        .extract_sentence_value({
          period: at,
          value: formatValue(cell.value, measure.unit.id, locale),
          unit:
            measure.unit.id === 'percent' ? '' : typographic(measure.unit.label[locale], locale),
        })
        .trimEnd();
  const changes =
    focus.length > 7
      ? []
      : [1, 12].flatMap((back) => {
          const curves = new Map([[line.id, line.cells]]);
          const change = changeSince(curves, line.id, focus, back);
          if (change === null) return [];
          const inPoints = measure.unit.id === 'percent';
          if (!inPoints && change.ratio === null) return [];
          return [
            words.change_since({
              change: inPoints
                ? formatPoints(change.difference, locale)
                : formatChange(change.ratio ?? 0, locale),
              since: periodName(change.since, locale),
            }),
          ];
        });
  const [first, second] = changes;
  if (first === undefined) return `${said}.`;
  const both = second === undefined ? first : words.both({ first, second });
  return `${words.joined({ first: said, second: both })}.`;
}
