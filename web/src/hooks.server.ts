import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { createAnswerCache } from '#lib/api/answer-cache.ts';
import { createApi } from '#lib/api/client.ts';
import { rendering } from '#lib/chart/rendering.ts';
import { apiUrlOf } from '#lib/api/settings.ts';
import { localeOfPath } from '#lib/i18n/locale.ts';
import { paraglideMiddleware } from '#lib/paraglide/server.js';

const headers: Record<string, string> = {
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

const answers = createAnswerCache();

/** The addresses that a request came through, with the last one that only we have seen. */
const forwardedFor = (chain: string | null, address: string): string =>
  chain === null ? address : `${chain}, ${address}`;

export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async () => {
    const { locals, request, url } = event;
    locals.locale = localeOfPath(url.pathname);
    locals.api = createApi(
      apiUrlOf(event.platform),
      request.headers.get('cookie'),
      answers,
      forwardedFor(request.headers.get('x-forwarded-for'), event.getClientAddress()),
    );
    const response = await rendering.run({ html: !event.isDataRequest }, () =>
      resolve(event, {
        transformPageChunk: ({ html }) => html.replace('%vigie.lang%', locals.locale),
      }),
    );
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    // Figures change with each vintage and depend on who asks.
    if (!response.headers.has('cache-control')) {
      response.headers.set('cache-control', 'private, no-cache');
    }
    if (response.status === 503) response.headers.set('retry-after', '5');
    return compressed(request, response);
  });

/** A page with its charts weighs a few hundred kilobytes of text, and a tenth compressed. */
function compressed(request: Request, response: Response): Response {
  const accepted = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  const isText = /^(text\/|application\/json|image\/svg)/.test(
    response.headers.get('content-type') ?? '',
  );
  response.headers.append('vary', 'accept-encoding');
  if (!accepted || !isText || response.body === null || response.headers.has('content-encoding')) {
    return response;
  }
  const { status, headers } = response;
  const zipped = response.body.pipeThrough(new CompressionStream('gzip'));
  const answer = new Response(zipped, { status, headers });
  answer.headers.set('content-encoding', 'gzip');
  answer.headers.delete('content-length');
  return answer;
}

export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app') return error;
  if (kind === 'framework' && error.status === 404) return { kind: 'not_found' };
  console.error(`web: ${event.request.method} ${event.url.pathname}`, error);
  return { kind: 'internal' };
};
