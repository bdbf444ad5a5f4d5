import { ifPublished } from '../api/if-published.ts';
import type { SeriesQuestion } from '../api/question.ts';
import type { Figure } from '../figure/figure.ts';
import type { Choice } from '../filters/nearest.ts';
import { localizedPath } from '../i18n/locale.ts';
import { downloadsOf } from '../page/downloads.ts';
import { pageTerritory } from '../page/territory.ts';
import { textOf } from '../topics/base.ts';
import { writeChoices } from '../topics/choices.ts';
import { baseOf, choicesOf, historyOf, labelOf, type OpenedTopic } from '../topics/open.ts';
import { panelOf, type Panel } from '../topics/panel.ts';
import { channelsFigure } from './channels.figure.ts';
import { anchorOf } from './evidence.ts';
import { rankIrritants } from './ranking.ts';
import { reasonsFigure } from './reasons.figure.ts';
import { regionsFigure } from './regions.figure.ts';

export const reports = 'irritants.reports';
export const byIrritant = (opened: OpenedTopic, measure = reports): SeriesQuestion => ({
  measure,
  split: 'irritant',
  period: historyOf(opened),
});

/** Address of an irritant's page in the language of the page, for the same month. */
export function irritantPath(opened: OpenedTopic, id: string, period: string | null): string {
  return localizedPath(`/irritants/${id}${writeChoices({ period })}`, opened.locale);
}

/** Reports by channel: of the irritant asked for, or of the most reported one. */
export async function channelsOf(
  opened: OpenedTopic,
  period: string | null,
  asked: string | null,
  table: 'all' | 'one',
): Promise<Figure> {
  const { api, edition } = opened;
  const base = baseOf(opened, period);
  const question: SeriesQuestion = {
    measure: reports,
    split: 'channel,irritant',
    ...(table === 'one' && asked !== null ? { irritant: asked } : {}),
    period: historyOf(opened),
  };
  const irritants = choicesOf(opened, 'irritant');
  const [answer, ranking] = await Promise.all([
    api.series(question, edition.id),
    table === 'all' ? api.series(byIrritant(opened), edition.id) : null,
  ]);
  const ranked = ranking === null ? null : rankIrritants(base, ranking, irritants);
  const irritant = pick(irritants, asked ?? ranked?.ranked[0]?.id);
  return channelsFigure({
    base,
    answer,
    channels: choicesOf(opened, 'channel'),
    irritants,
    irritant,
    table,
    month: null,
    hrefOf: (id) => irritantPath(opened, id, period),
    downloads: downloadsOf(base, [
      { label: base.words.irritants_download_data(), question, rows: answer.row_count },
    ]),
  });
}

function pick(irritants: readonly Choice[], id: string | undefined): Choice {
  const found = irritants.find((irritant) => irritant.id === id) ?? irritants[0];
  if (found === undefined) throw new Error('the API names no irritant');
  return found;
}

/** Reports by region, of one irritant or of all, against the equipped. */
export async function regionsOf(
  opened: OpenedTopic,
  period: string | null,
  irritant: string | null,
): Promise<Figure> {
  const { api, edition, locale, words } = opened;
  const base = baseOf(opened, period);
  const months = historyOf(opened);
  const only = irritant === null ? {} : { irritant };
  const question: SeriesQuestion = {
    measure: reports,
    split: irritant === null ? 'region' : 'irritant,region',
    ...only,
    period: months,
  };
  const whole: SeriesQuestion = {
    measure: reports,
    ...(irritant === null ? {} : { split: 'irritant' }),
    ...only,
    period: months,
  };
  const equipped = { measure: 'equipment.installed', period: months };
  const [answer, installed, nation, nationInstalled, territories] = await Promise.all([
    api.series(question, edition.id),
    api.series({ ...equipped, split: 'region' }, edition.id),
    ifPublished(api.series(whole, edition.id)),
    ifPublished(api.series(equipped, edition.id)),
    api.territories(),
  ]);
  const name = choicesOf(opened, 'irritant').find(({ id }) => id === irritant)?.label;
  return regionsFigure({
    base,
    reports: answer,
    installed,
    nation: { reports: nation, installed: nationInstalled },
    regions: territories
      .filter(({ kind }) => kind === 'region')
      .map(pageTerritory)
      .map(({ id, name: region }) => ({
        id,
        name: region,
        href: localizedPath(`/territoires/${id}`, locale),
      })),
    name: name === undefined ? words.irritants_regions_all() : words.irritants_quoted({ name }),
    month: null,
    downloads: downloadsOf(base, [
      { label: words.irritants_download_data(), question, rows: answer.row_count },
      {
        label: textOf(installed.measure.label, locale),
        question: { ...equipped, split: 'region' },
        rows: installed.row_count,
      },
    ]),
  });
}

/** Events by reason, with the label of the measure where they cannot be had. */
export function reasonPanel(
  opened: OpenedTopic,
  period: string | null,
  measure: string,
): Promise<Panel> {
  const { api, edition, words } = opened;
  const id = anchorOf(measure);
  return panelOf(words, id, labelOf(opened, measure), async () => {
    const base = baseOf(opened, period);
    const question = { measure, split: 'reason', period: historyOf(opened) };
    const answer = await api.series(question, edition.id);
    const label = words.irritants_download_data();
    return reasonsFigure({
      base,
      id,
      answer,
      reasons: choicesOf(opened, 'reason'),
      downloads: downloadsOf(base, [{ label, question, rows: answer.row_count }]),
    });
  });
}
