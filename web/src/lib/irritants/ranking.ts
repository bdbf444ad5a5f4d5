import type { Series } from '@vigie/contract';
import { largestFactor } from '@vigie/contract/formulas';
import type { Choice } from '../filters/nearest.ts';
import type { Curves } from '../figure/curves.ts';
import { monthsOf, tableCell, type TopicBase } from '../topics/base.ts';
import { cellsBy, lastFirmOf } from '../topics/cells.ts';
import { largestFirst } from '../topics/charts.ts';
import { trendOf, type Trend, type TrendTest } from '../topics/trend.ts';

/** An irritant with what one month and one quarter say of it. */
export interface RankedIrritant {
  id: string;
  name: string;
  /** Reports of the month; null where not published. */
  value: number | null;
  /** What stands in for a value that is not published, in words. */
  hidden: string;
  test: TrendTest;
}

/** The month that the reports of a page are about: asked for, or the last complete one. */
export function reportsMonth(base: TopicBase, lines: Curves): string | null {
  return base.month ?? lastFirmOf(lines) ?? monthsOf(lines, base.edition).at(-1) ?? null;
}

/** Every irritant with its reports, the most reported first; ties keep the order of the ids. */
export function rankIrritants(
  base: TopicBase,
  answer: Series,
  irritants: readonly Choice[],
): { month: string | null; ranked: RankedIrritant[] } {
  const lines = cellsBy(answer.rows, 'irritant');
  const month = reportsMonth(base, lines);
  const factor = largestFactor(base.edition.source.strata);
  const unknown: TrendTest = { trend: 'unknown', recent: null, before: null };
  const ranked = irritants.map(({ id, label }) => ({
    id,
    name: label,
    value: month === null ? null : (lines.get(id)?.get(month)?.value ?? null),
    hidden: tableCell(base, lines.get(id)?.get(month ?? ''), answer.measure.unit.id).text,
    test: month === null ? unknown : trendOf(lines.get(id), month, factor),
  }));
  return { month, ranked: largestFirst(ranked) };
}

export function trendWord({ words }: TopicBase, trend: Trend): string {
  const said = {
    up: words.irritants_trend_up,
    down: words.irritants_trend_down,
    flat: words.irritants_trend_flat,
    unknown: words.irritants_trend_unknown,
  };
  return said[trend]();
}
