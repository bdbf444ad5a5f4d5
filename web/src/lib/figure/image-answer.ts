import { createHash } from 'node:crypto';
import { isHttpError, isRedirect } from '@sveltejs/kit';
import { ApiUnavailable, ApiProblem } from '../api/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { imageAsked, imagePath, type ImageAsked } from './image-address.ts';
import { ImagesBusy, imagePng } from './image.png.ts';
import { imageSvg } from './image.svg.ts';
import { figurePageOf, type FigurePage } from './registry.ts';
import type { FigureRequest } from './request.ts';

type Asker = Omit<FigureRequest, 'params'>;

/**
 * A figure as an image, or a problem (RFC 9457) that says what is wrong and what there is. The
 * image is the page's own figure, loaded with the page's query and the visitor's rights.
 */
export async function answerImage(
  rest: string,
  asker: Asker,
  headers: Headers,
  pages?: readonly FigurePage[],
): Promise<Response> {
  const asked = imageAsked(rest);
  const found = asked === null ? null : figurePageOf(asked.path, pages);
  if (asked === null || found === null) {
    return problem(404, 'unknown_page', m.figure_unknown_page({ asked: `/${rest}` }));
  }
  const page = new URL(asked.path, asker.url.origin);
  page.search = asker.url.search;
  try {
    const figures = await found.page.load({ ...asker, url: page, params: found.params });
    const figure = figures.find(({ id }) => id === asked.figure);
    if (figure === undefined) {
      const known = figures.map(({ id }) => id);
      const detail = m.figure_unknown({ asked: asked.figure, known: known.join(', ') });
      return problem(404, 'unknown_figure', detail, { known });
    }
    if (figure.drawing === null) return problem(404, 'nothing_published', m.figure_nothing());
    return await imageOf(imageSvg(figure, m), asked, headers);
  } catch (error) {
    return failed(error, asked);
  }
}

async function imageOf(svg: string, asked: ImageAsked, headers: Headers): Promise<Response> {
  const tag = `"${createHash('sha256').update(svg).update(asked.format).digest('base64url')}"`;
  // Asked again each time: the next edition draws another image at the same address.
  const common = { etag: tag, 'cache-control': 'private, no-cache' };
  if (headers.get('if-none-match')?.split(/,\s*/).includes(tag) === true) {
    return new Response(null, { status: 304, headers: common });
  }
  if (asked.format === 'svg') {
    // An image brings no scripts; opened on its own, it is not let load any.
    const policy = "default-src 'none'; style-src 'unsafe-inline'";
    const type = { 'content-type': 'image/svg+xml; charset=utf-8' };
    return new Response(svg, {
      headers: { ...common, ...type, 'content-security-policy': policy },
    });
  }
  const png = new Uint8Array(await imagePng(svg));
  return new Response(png, { headers: { ...common, 'content-type': 'image/png' } });
}

/** What a page answers otherwise: its redirect, its error, or that figures cannot be reached. */
function failed(error: unknown, asked: ImageAsked): Response {
  if (isRedirect(error)) {
    const page = new URL(error.location, 'http://page');
    return new Response(null, {
      status: error.status,
      headers: { location: imagePath(page, asked.figure, asked.format) },
    });
  }
  if (isHttpError(error) && error.status < 500) {
    return problem(error.status, error.body.kind, m.figure_unknown_page({ asked: asked.path }), {
      ...(error.body.choices === undefined ? {} : { choices: error.body.choices }),
      ...(error.body.irritants === undefined ? {} : { choices: error.body.irritants }),
    });
  }
  if (error instanceof ApiProblem && error.problem.code === 'unknown_irritant') {
    return problem(404, error.problem.code, m.figure_unknown_page({ asked: asked.path }), {
      choices: error.problem.allowed ?? [],
    });
  }
  if (error instanceof ImagesBusy) return problem(503, 'busy', m.figure_unavailable());
  if (isHttpError(error) || error instanceof ApiUnavailable || error instanceof ApiProblem) {
    return problem(503, 'unavailable', m.figure_unavailable());
  }
  console.error('web: figure', asked, error);
  return problem(500, 'internal', m.error_internal_text());
}

function problem(status: number, code: string, detail: string, more: object = {}): Response {
  return new Response(JSON.stringify({ type: 'about:blank', status, code, detail, ...more }), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': '5' } : {}),
    },
  });
}
