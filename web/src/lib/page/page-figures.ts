import type { FigureRequest } from '../figure/request.ts';
import type { Figure } from '../figure/figure.ts';
import { m } from '../paraglide/messages.js';
import { homeFigures } from './home.ts';
import { listFigures } from './list-page.ts';
import { territoryFigures } from './territory-page.ts';

/** Figures of the pages about territories, for their images. */
export const homePage = ({ locals, locale, url }: FigureRequest): Promise<Figure[]> =>
  homeFigures(locals.api, locale, m, url.searchParams);

export const listPage = ({ locals, locale, url }: FigureRequest): Promise<Figure[]> =>
  listFigures(locals.api, locale, m, url.searchParams);

export const territoryPage = ({ locals, locale, url, params }: FigureRequest): Promise<Figure[]> =>
  territoryFigures(locals.api, locale, m, url.searchParams, params['id'] ?? '');
