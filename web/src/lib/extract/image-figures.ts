import { ApiUnavailable } from '../api/errors.ts';
import type { Figure } from '../figure/figure.ts';
import type { FigureRequest } from '../figure/request.ts';
import { m } from '../paraglide/messages.js';
import { foldForm } from './form.ts';
import { loadExtract, openExtract } from './load.ts';

/** The figure of `/extraire` with the page's own query, to be made an image. */
export async function extractFigures({ locals, locale, url }: FigureRequest): Promise<Figure[]> {
  const opened = await openExtract(locals.api, locale, foldForm(url.searchParams).query);
  const { figure } = await loadExtract(locals.api, opened, locale, m);
  // The page has its form without it; an image has nothing else.
  if (figure === null) throw new ApiUnavailable('/v1/series', 'no figure');
  return [figure];
}
