import type { Cell, Series } from '@vigie/contract';
import { ApiUnavailable } from '../api/errors.ts';
import { changeSince, curvesOf, lastFirmMonth } from '../figure/curves.ts';
import { gapOf } from '../figure/sentences.ts';
import { rateWords } from '../figure/words.ts';
import { formatMonth } from '../format/date.ts';
import {
  formatChange,
  formatCount,
  formatPoints,
  formatRough,
  formatValue,
} from '../format/number.ts';
import { textOf } from '../topics/base.ts';
import { curveName, flows, type Flow, type FlowId } from './flows.ts';
import { part } from './part.ts';
import { answerTo, measureLabel, placeOf, recentPeriod, type Site } from './site.ts';
import type { PageTerritory } from './territory.ts';

/** One of the four flows of a territory, in words. */
export interface FlowCard {
  id: FlowId;
  name: string;
  /** Name of the measure. */
  label: string;
  value: string;
  hidden: boolean;
  counts: string;
  period: string;
  /** Against the same month a year before, both values and both months printed. */
  change: string;
  /** The objective and the distance to it, or that there is none. */
  goal: string;
  /** Against France; empty for France. */
  gap: string;
  /** Whether the API did not answer. */
  missing: boolean;
}

export async function loadFlows(site: Site, territory: PageTerritory): Promise<FlowCard[]> {
  const cards = await Promise.all(
    flows.map((flow) => part(curveName(flow.id, site.words), loadFlow(site, territory, flow))),
  );
  // One flow that could not be had leaves the others in their places; none at all is a fault.
  if (cards.every(({ loaded }) => !loaded)) throw new ApiUnavailable('/v1/series', 'no flow');
  return cards.map((card, index) => {
    if (card.loaded) return card.value;
    const flow = flows[index] ?? flows[0];
    return {
      ...emptyCard(site, flow?.id ?? 'feeding', flow?.rate ?? ''),
      value: site.words.flow_missing(),
      missing: true,
    };
  });
}

async function loadFlow(site: Site, territory: PageTerritory, flow: Flow): Promise<FlowCard> {
  const period = recentPeriod(site, true);
  const onNation = territory.kind === 'nation';
  const goalId = flow.goal ?? flow.rate;
  const [answer, goal, nation] = await Promise.all([
    answerTo(site, { measure: flow.rate, ...placeOf(territory), period }),
    answerTo(site, { measure: goalId, ...placeOf(territory), period }),
    onNation ? null : answerTo(site, { measure: flow.rate, period }),
  ]);
  const { words, locale } = site;
  const empty = emptyCard(site, flow.id, flow.rate);
  if (answer === null) return empty;
  const curves = curvesOf(answer.rows);
  const label = textOf(answer.measure.label, locale);
  const month = site.month ?? lastFirmMonth(curves, territory.id);
  const cell = month === null ? undefined : curves.get(territory.id)?.get(month);
  if (cell === undefined || month === null) {
    return { ...empty, label };
  }
  const inMonth = flow.id === 'activation' ? words.period_month_end : words.period_in_month;
  const dated = inMonth({ month: formatMonth(month, locale) });
  const shown = cell.value !== null;
  return {
    ...empty,
    label,
    value: shown
      ? formatValue(cell.value ?? 0, answer.measure.unit.id, locale)
      : site.stateLabel(cell.state),
    hidden: !shown,
    counts: countsOf(site, answer, cell),
    period: cell.provisional ? `${dated} (${words.provisional_tag()})` : dated,
    change: changeOf(site, answer, territory, month),
    goal: goalOf(site, goal, territory, month),
    gap: nationGap(site, nation, cell, month),
  };
}

const emptyCard = (site: Site, id: FlowId, measure: string): FlowCard => ({
  id,
  name: curveName(id, site.words),
  label: measureLabel(site, measure),
  value: site.words.key_none(),
  hidden: true,
  counts: '',
  period: '',
  change: '',
  goal: '',
  gap: '',
  missing: false,
});

function countsOf({ words, locale }: Site, { measure }: Series, cell: Cell): string {
  if (cell.numerator === null || cell.denominator === null) return '';
  const parts = rateWords(words, measure, locale);
  return words.key_of({
    numerator: `${formatCount(cell.numerator, locale)} ${parts.numerator}`,
    denominator: `${formatCount(cell.denominator, locale)} ${parts.denominator}`,
  });
}

/** « +3,2 points en un an : 47,1 % en septembre 2025, 50,3 % en septembre 2026 ». */
function changeOf(site: Site, answer: Series, territory: PageTerritory, month: string): string {
  const { words, locale } = site;
  const curves = curvesOf(answer.rows);
  const change = changeSince(curves, territory.id, month, 12);
  if (change === null) return words.flow_change_unknown();
  const curve = curves.get(territory.id);
  const shown = (at: string): string =>
    formatValue(curve?.get(at)?.value ?? 0, answer.measure.unit.id, locale);
  const moved =
    answer.measure.unit.id === 'percent'
      ? formatPoints(change.difference, locale)
      : change.ratio === null
        ? ''
        : formatChange(change.ratio, locale);
  return words.flow_change({
    change: moved,
    before: shown(change.since),
    since: formatMonth(change.since, locale),
    now: shown(month),
    month: formatMonth(month, locale),
  });
}

/** The objective that the catalogue knows, how far it is, and of which measure. */
function goalOf(site: Site, goal: Series | null, territory: PageTerritory, month: string): string {
  const { words, locale } = site;
  const target = goal?.measure.target;
  if (goal === null || target === undefined) return words.flow_goal_none();
  const rate = goal.measure.unit.id === 'percent';
  // An objective in numbers is of the whole nation; one in percent is anyone's.
  if (!rate && territory.kind !== 'nation') return words.flow_goal_nation();
  const curves = curvesOf(goal.rows);
  const at = site.month ?? lastFirmMonth(curves, territory.id) ?? month;
  const value = curves.get(territory.id)?.get(at)?.value ?? null;
  const named = textOf(target.label, locale);
  const label = named.includes(target.period.slice(0, 4))
    ? named
    : words.flow_goal_by({ goal: named, month: formatMonth(target.period, locale) });
  if (value === null) return words.flow_goal_hidden({ goal: label });
  const distance = target.value - value;
  const far = rate
    ? formatPoints(distance, locale, false)
    : formatRough(Math.abs(distance), locale);
  const input = {
    goal: label,
    value: rate ? formatValue(value, 'percent', locale) : formatRough(value, locale),
    distance: far,
    measure: textOf(goal.measure.label, locale),
    month: formatMonth(at, locale),
  };
  return distance > 0 ? words.flow_goal_missing(input) : words.flow_goal_reached(input);
}

function nationGap(
  { words, locale, nation }: Site,
  answer: Series | null,
  own: Cell,
  month: string,
): string {
  if (answer === null || own.value === null) return '';
  const cell = answer.rows.find((row) => row.territory === nation.id && row.period === month);
  return gapOf(own.value, cell?.value ?? null, locale, words);
}
