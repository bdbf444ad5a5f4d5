import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addressOfHost } from './host.ts';
import { isPiped, pipe } from './pipe.ts';
import { OperatorError, type WebSettings } from './settings.ts';

export { OperatorError, readSettings, type WebSettings } from './settings.ts';

type KitHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

export interface RunningWeb {
  url: string;
  /** Lets running answers finish for at most `grace` milliseconds, then cuts them. */
  close(grace?: number): Promise<void>;
}

/** Read by the pages' `src/lib/api/settings.ts`. */
const contextKey = Symbol.for('vigie.web.context');

/** Starts the site: `/v1`, `/auth` and `/openapi` go to the API, all else is a page. */
export async function startWeb(settings: WebSettings): Promise<RunningWeb> {
  const handler = await loadPages();
  const apiUrl = new URL(settings.apiUrl);
  const context = { apiUrl: settings.apiUrl };

  const server = createServer((request, response) => {
    const publicUrl = new URL(settings.publicUrl ?? addressAsked(request, server));
    if (isPiped(request.url)) {
      pipe(request, response, apiUrl, publicUrl);
      return;
    }
    if (request.url === '/health') {
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end('{"status":"ok"}');
      return;
    }
    // The adapter builds the page's own address from these two, whatever the visitor sent.
    request.headers['x-forwarded-proto'] = publicUrl.protocol.replace(':', '');
    request.headers['x-forwarded-host'] = publicUrl.host;
    Object.assign(request, { [contextKey]: context });
    handler(request, response, () => response.writeHead(404).end());
  });

  // Longer than a browser or a proxy keeps an idle connection: closing first loses requests.
  server.keepAliveTimeout = 75_000;
  await listen(server, settings);
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  return { url: `http://${host}:${port}`, close: (grace) => close(server, grace) };
}

/** The address that the Host header names where it is one, else the server's own. */
function addressAsked(request: IncomingMessage, server: Server): string {
  const asked = addressOfHost(request.headers.host);
  return asked ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function loadPages(): Promise<KitHandler> {
  const built = join(import.meta.dirname, '../build/handler.js');
  if (!existsSync(built)) {
    throw new OperatorError('The pages are not built: run `npm run build -w @vigie/web` first.');
  }
  // Read by the adapter when it loads.
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  process.env['HOST_HEADER'] = 'x-forwarded-host';
  const pages = (await import(pathToFileURL(built).href)) as { handler: KitHandler };
  return pages.handler;
}

async function listen(server: Server, settings: WebSettings): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once('error', reject);
  server.listen({ port: settings.port, host: settings.host }, () => resolve(undefined));
  try {
    await promise;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new OperatorError(
        `Port ${settings.port} is taken: choose another with VIGIE_WEB_PORT.`,
      );
    }
    throw new OperatorError(
      `The web cannot listen on ${settings.host}:${settings.port} (${code ?? String(error)}): see VIGIE_HOST and VIGIE_WEB_PORT.`,
    );
  } finally {
    server.off('error', reject);
  }
}

async function close(server: Server, grace = 3_000): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.close(() => resolve(undefined));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await promise;
  clearTimeout(timer);
}
