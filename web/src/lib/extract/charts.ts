import type { Cell, MeasureDescription } from '@vigie/contract';
import type { BarsChart, TrendChart, TrendLine } from '../chart/chart-spec.ts';
import { localizedPath } from '../i18n/locale.ts';
import { divides } from '../figure/words.ts';
import { typographic } from '../i18n/typography.ts';
import type { Line, Naming } from './rows.ts';

interface ChartInput {
  measure: MeasureDescription;
  lines: readonly Line[];
  simulated: boolean;
  naming: Naming;
}

const roles: TrendLine['role'][] = ['own', 'second', 'third'];

/** Up to eight lines of equal weight: the three highest stand out, every name is at its end. */
export function trendChart(input: ChartInput, periods: readonly string[]): TrendChart {
  const { measure, naming } = input;
  const { locale, words, stateLabel } = naming;
  const months = periods.toReversed();
  const last = (line: Line): number =>
    periods
      .map((period) => line.cells.get(period)?.value)
      .find((value) => value !== null && value !== undefined) ?? -1;
  const ranked = input.lines.toSorted((a, b) => last(b) - last(a) || (a.id < b.id ? -1 : 1));
  const provisional = months.findIndex((month) =>
    input.lines.some((line) => line.cells.get(month)?.provisional === true),
  );
  return {
    kind: 'trend',
    locale,
    unit: measure.unit.id,
    unitLabel: typographic(measure.unit.label[locale], locale),
    months,
    provisionalFrom: provisional === -1 ? null : provisional,
    lines: ranked.map((line, index) => {
      const cells = months.map((month) => line.cells.get(month));
      return {
        id: line.id,
        name: line.name,
        role: roles[index] ?? 'other',
        values: cells.map((cell) => cell?.value ?? null),
        holes: Object.fromEntries(
          cells.flatMap((cell, at): [number, string][] =>
            (cell?.value ?? null) === null
              ? [[at, cell === undefined ? words.state_absent() : stateLabel(cell.state)]]
              : [],
          ),
        ),
      };
    }),
    marks: [],
    ...targetOf(input),
    words: {
      simulated: input.simulated ? words.simulated() : '',
      provisional: words.provisional(),
    },
  };
}

/** One period, worst first, ties by id; the nation as a line across where there is one. */
export function barsChart(input: ChartInput, period: string, nation: Cell | null): BarsChart {
  const { measure, naming } = input;
  const { locale, words, stateLabel, state } = naming;
  const reference = nation?.value ?? null;
  const upwards = measure.polarity === 'higher_is_better' ? 1 : -1;
  const rank = (line: Line): number => {
    const value = line.cells.get(period)?.value;
    return (value ?? null) === null ? Number.POSITIVE_INFINITY : upwards * (value ?? 0);
  };
  const ranked = input.lines
    .filter((line) => line.cells.has(period))
    .toSorted((a, b) => {
      const [first, second] = [rank(a), rank(b)];
      return first === second ? (a.id < b.id ? -1 : 1) : first - second;
    });
  return {
    kind: 'bars',
    locale,
    unit: measure.unit.id,
    unitLabel: typographic(measure.unit.label[locale], locale),
    rows: ranked.map((line) => {
      const cell = line.cells.get(period);
      const href = localizedPath(`/territoires/${line.territory}`, locale);
      return {
        id: line.id,
        name: line.name,
        value: cell?.value ?? null,
        state: cell?.state ?? 'not_received',
        stateLabel: cell === undefined ? words.state_absent() : stateLabel(cell.state),
        ...(cell?.provisional === true ? { provisional: true } : {}),
        ...(state.level === 'nation' ? {} : { href }),
      };
    }),
    ...(reference === null
      ? {}
      : { reference: { value: reference, label: words.extract_level_nation() } }),
    ...targetOf(input),
    words: { simulated: input.simulated ? words.simulated() : '' },
  };
}

/** A national count to reach would flatten the parts of the nation. */
function targetOf({ measure, naming }: ChartInput): { target?: { value: number; label: string } } {
  const { target } = measure;
  const { state, words } = naming;
  const whole = state.level === 'nation' && state.categories.length === 0;
  return target === undefined || (!divides(measure) && !whole)
    ? {}
    : { target: { value: target.value, label: words.extract_target() } };
}
