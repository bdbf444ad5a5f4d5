import { answerImage } from '#lib/figure/image-answer.ts';
import type { RequestHandler } from './$types';

/** A figure of a page as an image: `/figures/territoires/REG-84/activation.png?period=2026-09`. */
export const GET: RequestHandler = ({ params, url, locals, request }) =>
  answerImage(params.path, { url, locals, locale: locals.locale }, request.headers);
