import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';

/** Paths that the API answers, under the web's own origin. */
const piped = /^\/(v1|auth|openapi)(?=$|[/?.-])/;

export function isPiped(url: string | undefined): boolean {
  return url !== undefined && piped.test(url);
}

/** Headers of one connection, which must not travel to the next (RFC 9110, 7.6.1). */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

function endToEnd(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const dropped = new Set([...hopByHop, ...named]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}

function forwarded(request: IncomingMessage, publicUrl: URL): http.OutgoingHttpHeaders {
  const client = request.socket.remoteAddress ?? '';
  const chain = request.headers['x-forwarded-for'];
  return {
    'x-forwarded-for': chain === undefined ? client : `${String(chain)}, ${client}`,
    'x-forwarded-host': publicUrl.host,
    'x-forwarded-proto': publicUrl.protocol.replace(':', ''),
  };
}

/** Hands a request on to the API byte by byte: nothing is buffered, and an abort goes both ways. */
export function pipe(
  request: IncomingMessage,
  response: ServerResponse,
  apiUrl: URL,
  publicUrl: URL,
): void {
  const { request: open } = apiUrl.protocol === 'https:' ? https : http;
  const upstream = open(
    {
      protocol: apiUrl.protocol,
      hostname: apiUrl.hostname.replace(/^\[|\]$/g, ''),
      port: apiUrl.port,
      method: request.method,
      path: `${apiUrl.pathname.replace(/\/$/, '')}${request.url ?? '/'}`,
      headers: {
        ...endToEnd(request.headers),
        ...forwarded(request, publicUrl),
        host: apiUrl.host,
        ...(request.headers['transfer-encoding'] === undefined
          ? {}
          : { 'transfer-encoding': 'chunked' }),
      },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEnd(answer.headers));
      // A chart of a long export starts before its last row is known.
      response.flushHeaders();
      answer.pipe(response);
      // An answer cut short must not look complete.
      answer.on('error', () => response.destroy());
      answer.on('aborted', () => response.destroy());
    },
  );
  upstream.on('error', () => unreachable(response));
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

function unreachable(response: ServerResponse): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(502, { 'content-type': 'application/problem+json', 'retry-after': '5' });
  response.end(
    JSON.stringify({
      type: 'about:blank',
      title: 'Bad gateway',
      status: 502,
      detail: 'The API cannot be reached for now; try again in a moment.',
      code: 'unavailable',
    }),
  );
}
