import type { Irritants } from '@vigie/contract';
import { ifPublished } from '../api/if-published.ts';
import type { Figure } from '../figure/figure.ts';
import { downloadsOf } from '../page/downloads.ts';
import type { Chosen, Parameter } from '../topics/choices.ts';
import {
  baseOf,
  choicesOf,
  historyOf,
  monthParameter,
  orNull,
  type OpenedTopic,
} from '../topics/open.ts';
import { panelOf, type Panel } from '../topics/panel.ts';
import { irritantCards, type IrritantCard } from './cards.ts';
import { leverMarks, milestoneMarks } from './marks.ts';
import { statusIn } from './path.ts';
import { byIrritant, channelsOf, irritantPath, reasonPanel, regionsOf, reports } from './parts.ts';
import { reasonMeasures } from './reasons.figure.ts';
import { rankIrritants } from './ranking.ts';
import { reportsFigure } from './reports.figure.ts';

export const irritantNames = ['irritant', 'period'] as const;
type IrritantName = (typeof irritantNames)[number];
export type IrritantsState = Chosen<IrritantName>;

/** What the address of the page may say. */
export function irritantParameters(opened: OpenedTopic): Parameter<IrritantName>[] {
  return [
    { name: 'irritant', kind: 'choice', choices: choicesOf(opened, 'irritant') },
    monthParameter(opened),
  ];
}

export interface IrritantPanels {
  reports: Panel;
  channels: Panel;
  regions: Panel;
  events: Panel[];
}

/** Everything that the page draws, each figure on its own. */
export async function loadIrritantPanels(
  opened: OpenedTopic,
  state: IrritantsState,
  described: Promise<Irritants | null>,
): Promise<IrritantPanels> {
  const { words } = opened;
  const [all, channels, regions, ...events] = await Promise.all([
    panelOf(words, 'signalements', words.irritants_reports_eyebrow(), async () =>
      overview(opened, state, await described),
    ),
    panelOf(words, 'canaux', words.irritants_channels_eyebrow(), () =>
      channelsOf(opened, state.period, state.irritant, 'all'),
    ),
    panelOf(words, 'regions', words.irritants_regions_eyebrow(), () =>
      regionsOf(opened, state.period, state.irritant),
    ),
    ...reasonMeasures.map((measure) => reasonPanel(opened, state.period, measure)),
  ]);
  return { reports: all, channels, regions, events };
}

async function overview(
  opened: OpenedTopic,
  state: IrritantsState,
  described: Irritants | null,
): Promise<Figure> {
  const { api, edition, locale } = opened;
  const base = baseOf(opened, state.period);
  const question = byIrritant(opened);
  const whole = { measure: reports, period: historyOf(opened) };
  const [answer, total, milestones] = await Promise.all([
    api.series(question, edition.id),
    ifPublished(api.series(whole, edition.id)),
    state.irritant === null ? orNull(api.milestones()) : null,
  ]);
  const chosen = described?.irritants.find(({ id }) => id === state.irritant);
  const levers = described?.levers.filter(({ id }) => chosen?.levers.includes(id)) ?? [];
  return reportsFigure({
    base,
    answer,
    total,
    irritants: choicesOf(opened, 'irritant'),
    chosen: state.irritant,
    statusOf: (id) =>
      described === null
        ? null
        : statusIn(
            described,
            described.irritants.find((irritant) => irritant.id === id),
            locale,
          ),
    hrefOf: (id) => irritantPath(opened, id, state.period),
    marks:
      state.irritant === null
        ? milestoneMarks(milestones ?? [], locale)
        : leverMarks(levers, locale),
    marksAre: state.irritant === null ? 'milestones' : 'levers',
    downloads: downloadsOf(base, [
      { label: base.words.irritants_download_data(), question, rows: answer.row_count },
      ...(total === null
        ? []
        : [
            {
              label: base.words.irritants_regions_all(),
              question: whole,
              rows: total.row_count,
            },
          ]),
    ]),
  });
}

/** The irritants as the page lists them; what the API cannot give is left out of the cards. */
export async function loadCards(
  opened: OpenedTopic,
  period: string | null,
  described: Irritants,
): Promise<{ month: string | null; cards: IrritantCard[] }> {
  const { api, edition } = opened;
  const base = baseOf(opened, period);
  const answer = await orNull(ifPublished(api.series(byIrritant(opened), edition.id)));
  const ranking =
    answer === null ? null : rankIrritants(base, answer, choicesOf(opened, 'irritant'));
  return {
    month: ranking?.month ?? null,
    cards: irritantCards(base, described, ranking?.ranked ?? [], (id) =>
      irritantPath(opened, id, period),
    ),
  };
}
