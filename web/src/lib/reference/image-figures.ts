import type { Figure } from '../figure/figure.ts';
import type { FigureRequest } from '../figure/request.ts';
import { m } from '../paraglide/messages.js';
import { reopen } from './reopen.ts';

/** The figure of `/references/[id]`, to be made an image. */
export async function referenceFigures(request: FigureRequest): Promise<Figure[]> {
  const { locals, locale, params } = request;
  return [(await reopen(locals.api, params['id'] ?? '', locale, m)).figure];
}
