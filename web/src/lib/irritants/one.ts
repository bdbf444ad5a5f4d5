import type { Irritants, IrritantWithHistory, Series } from '@vigie/contract';
import { ifPublished } from '../api/if-published.ts';
import type { Figure, KeyNumber } from '../figure/figure.ts';
import { formatMonth } from '../format/date.ts';
import { formatValue } from '../format/number.ts';
import { downloadsOf } from '../page/downloads.ts';
import { textOf, type TopicBase } from '../topics/base.ts';
import { lastFirmOf } from '../topics/cells.ts';
import { baseOf, historyOf, labelOf, type OpenedTopic } from '../topics/open.ts';
import { panelOf, type Panel } from '../topics/panel.ts';
import { curveFigure } from './curve.figure.ts';
import { anchorOf, evidenceOf } from './evidence.ts';
import { channelsOf, reasonPanel, regionsOf } from './parts.ts';
import { historyFigure, historyLines } from './history.figure.ts';
import { leverMarks } from './marks.ts';

export interface IrritantPage {
  keyNumbers: KeyNumber[];
  history: Panel;
  channels: Panel;
  regions: Panel;
  /** The event measures that bear on the irritant, in the order of its evidence. */
  events: { measure: string; panel: Panel }[];
}

interface Answers {
  reported: Series;
  resolved: Series | null;
  reopened: Series | null;
}

/** Everything that the page of one irritant draws, each figure on its own. */
export async function loadIrritant(
  opened: OpenedTopic,
  period: string | null,
  irritant: IrritantWithHistory,
  described: Pick<Irritants, 'levers'> | null,
): Promise<IrritantPage> {
  const { words, locale } = opened;
  const levers = described?.levers.filter(({ id }) => irritant.levers.includes(id)) ?? [];
  const marks = leverMarks(levers, locale);
  const { curves, reasons } = evidenceOf(irritant.id);
  const base = baseOf(opened, period);
  const answers = ask(opened, irritant.id);
  // Both the figure and the key numbers wait for it, and each says by itself that it failed.
  answers.catch(() => undefined);
  const [history, channels, regions, keyNumbers, ...events] = await Promise.all([
    panelOf(words, 'signalements', words.irritants_curve_reports_eyebrow(), async () => {
      const given = await answers;
      const split = { split: 'irritant', irritant: irritant.id, period: historyOf(opened) };
      const files = [given.reported, given.resolved, given.reopened].filter(
        (each) => each !== null,
      );
      return historyFigure({
        base,
        irritant: irritant.id,
        ...given,
        marks,
        downloads: downloadsOf(
          base,
          files.map(({ measure, row_count: rows }) => ({
            label: textOf(measure.label, locale),
            question: { ...split, measure: measure.id },
            rows,
          })),
        ),
      });
    }),
    panelOf(words, 'canaux', words.irritants_channels_eyebrow(), () =>
      channelsOf(opened, period, irritant.id, 'one'),
    ),
    panelOf(words, 'regions', words.irritants_regions_eyebrow(), () =>
      regionsOf(opened, period, irritant.id),
    ),
    answers.then(
      (given) => keyNumbersOf(base, irritant.id, given),
      () => [],
    ),
    ...curves.map(async ({ measure, concern }) => ({
      measure,
      panel: await panelOf(words, anchorOf(measure), labelOf(opened, measure), () =>
        curveOf(opened, base, measure, marks, concern === undefined ? null : concern(words)),
      ),
    })),
    ...reasons.map(async (measure) => ({
      measure,
      panel: await reasonPanel(opened, period, measure),
    })),
  ]);
  return { keyNumbers, history, channels, regions, events };
}

async function ask(opened: OpenedTopic, irritant: string): Promise<Answers> {
  const { api, edition } = opened;
  const period = historyOf(opened);
  const series = (measure: string): Promise<Series> =>
    api.series({ measure, split: 'irritant', irritant, period }, edition.id);
  const [reported, resolved, reopened] = await Promise.all([
    series('irritants.reports'),
    ifPublished(series('irritants.resolved')),
    ifPublished(series('irritants.reopened')),
  ]);
  return { reported, resolved, reopened };
}

async function curveOf(
  opened: OpenedTopic,
  base: TopicBase,
  measure: string,
  marks: ReturnType<typeof leverMarks>,
  concern: string | null,
): Promise<Figure> {
  const { api, edition } = opened;
  const question = { measure, period: historyOf(opened) };
  const [answer, territories] = await Promise.all([
    api.series(question, edition.id),
    api.territories(),
  ]);
  const nation = territories.find(({ kind }) => kind === 'nation');
  return curveFigure({
    base,
    id: anchorOf(measure),
    answer,
    nation: { id: nation?.id ?? 'FR', name: nation?.name ?? 'France' },
    marks,
    concern,
    downloads: downloadsOf(base, [
      { label: base.words.irritants_download_data(), question, rows: answer.row_count },
    ]),
  });
}

/** Reported, resolved and reopened in the month of the page. */
export function keyNumbersOf(base: TopicBase, irritant: string, answers: Answers): KeyNumber[] {
  const { words, locale, stateLabel } = base;
  const lines = historyLines({ irritant, ...answers });
  const month = base.month ?? lastFirmOf(lines);
  const labels = {
    reported: words.irritants_one_reports_key(),
    resolved: words.irritants_one_resolved_key(),
    reopened: words.irritants_one_reopened_key(),
  };
  return (['reported', 'resolved', 'reopened'] as const).map((id): KeyNumber => {
    const label = labels[id];
    const cell = month === null ? undefined : lines.get(id)?.get(month);
    const unit = answers[id]?.measure.unit;
    if (cell === undefined || unit === undefined) {
      return { label, value: words.state_absent(), hidden: true, detail: '', period: '' };
    }
    const period = words.period_in_month({ month: formatMonth(cell.period, locale) });
    return {
      label,
      value:
        cell.value === null ? stateLabel(cell.state) : formatValue(cell.value, unit.id, locale),
      hidden: cell.value === null,
      detail: cell.value === null ? '' : textOf(unit.label, locale),
      period: cell.provisional ? `${period} (${words.provisional_tag()})` : period,
    };
  });
}
