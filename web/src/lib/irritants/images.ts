import type { Figure } from '../figure/figure.ts';
import type { FigureRequest } from '../figure/request.ts';
import { m } from '../paraglide/messages.js';
import { readChoices } from '../topics/choices.ts';
import { monthParameter, openTopic, orNull } from '../topics/open.ts';
import { figuresOf } from '../topics/panel.ts';
import { irritantParameters, loadIrritantPanels } from './figures.ts';
import { loadIrritant } from './one.ts';

/** The page's figures for their images. */
export async function irritantsFigures({ locals, locale, url }: FigureRequest): Promise<Figure[]> {
  const opened = await openTopic(locals.api, locale, m);
  const { state } = readChoices(url.searchParams, irritantParameters(opened));
  const panels = await loadIrritantPanels(opened, state, orNull(locals.api.irritants()));
  return figuresOf([panels.reports, panels.channels, panels.regions, ...panels.events]);
}

/** The page's figures for their images; none of an unknown irritant. */
export async function irritantFigures(request: FigureRequest): Promise<Figure[]> {
  const { locals, locale, url, params } = request;
  const opened = await openTopic(locals.api, locale, m);
  const { state } = readChoices(url.searchParams, [monthParameter(opened)]);
  const [irritant, described] = await Promise.all([
    locals.api.irritant(params['id'] ?? ''),
    orNull(locals.api.irritants()),
  ]);
  const page = await loadIrritant(opened, state.period, irritant, described);
  const events = page.events.map(({ panel }) => panel);
  return figuresOf([page.history, page.channels, page.regions, ...events]);
}
