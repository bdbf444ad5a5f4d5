import type { Figure } from '../figure/figure.ts';
import type { FigureRequest } from '../figure/request.ts';
import { m } from '../paraglide/messages.js';
import { readChoices } from '../topics/choices.ts';
import { openTopic } from '../topics/open.ts';
import { figuresOf } from '../topics/panel.ts';
import { loadVendorPanels, vendorParameters } from './figures.ts';

/** The page's figures for their images. */
export async function vendorFigures({ locals, locale, url }: FigureRequest): Promise<Figure[]> {
  const opened = await openTopic(locals.api, locale, m);
  const { state } = readChoices(url.searchParams, vendorParameters(opened));
  return figuresOf(await loadVendorPanels(opened, state));
}
