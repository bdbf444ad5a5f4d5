import type { Series } from '@vigie/contract';
import type {
  BarsChart,
  BarsRow,
  Target,
  TrendChart,
  TrendLine,
  TrendMark,
} from '../chart/chart-spec.ts';
import type { Curves } from '../figure/curves.ts';
import { textOf, type TopicBase } from './base.ts';
import { holesOf, provisionalFrom, valuesOf } from './cells.ts';

const simulatedWord = ({ words, edition }: TopicBase): string =>
  edition.source.simulated ? words.simulated() : '';

export const chartWords = (base: TopicBase) => ({ simulated: simulatedWord(base) });
export const lineWords = (base: TopicBase) => ({
  simulated: simulatedWord(base),
  provisional: base.words.provisional(),
});

export interface TrendInput {
  measure: Series['measure'];
  lines: Curves;
  /** Which lines, how named, and how drawn. */
  named: readonly { id: string; name: string; role: TrendLine['role'] }[];
  months: string[];
  firm: string | null;
  marks?: TrendMark[];
  target?: Target;
}

/** A few named lines over months. */
export function trendChart(base: TopicBase, input: TrendInput): TrendChart {
  const { lines, months, firm, measure, named, marks = [], target } = input;
  return {
    kind: 'trend',
    locale: base.locale,
    unit: measure.unit.id,
    unitLabel: textOf(measure.unit.label, base.locale),
    months,
    provisionalFrom: provisionalFrom(months, firm),
    lines: named.map(({ id, name, role }) => ({
      id,
      name,
      role,
      values: valuesOf(lines.get(id), months),
      holes: holesOf(lines.get(id), months, base.stateLabel, base.words.state_absent()),
    })),
    marks,
    ...(target === undefined ? {} : { target }),
    words: lineWords(base),
  };
}

/** What a bar is drawn from, before its state has words. */
export interface NamedValue {
  id: string;
  name: string;
  value: number | null;
  state: string;
  provisional?: boolean;
  role?: NonNullable<BarsRow['role']>;
  href?: string;
  detail?: string;
}

/** Horizontal bars in the order given. */
export function barsChart(
  base: TopicBase,
  measure: Series['measure'],
  values: readonly NamedValue[],
): BarsChart {
  return {
    kind: 'bars',
    locale: base.locale,
    unit: measure.unit.id,
    unitLabel: textOf(measure.unit.label, base.locale),
    rows: values.map(({ state, ...row }) => ({
      ...row,
      state,
      stateLabel: state === 'absent' ? base.words.state_absent() : base.stateLabel(state),
    })),
    words: chartWords(base),
  };
}

/** Largest first, hidden last; ties by id, so that the order never changes on its own. */
export function largestFirst<V extends { id: string; value: number | null }>(
  values: readonly V[],
): V[] {
  return values.toSorted(
    (a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || a.id.localeCompare(b.id),
  );
}
