import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import { simulationRoutes } from '../simulation/routes.js';
import { SCHEMA_VERSION, type World } from '../world.js';
import { FeedError } from './errors.js';
import { faultOf, sealFaulty, type Fault } from './faults.js';
import { manifest, register } from './manifest.js';
import { seal } from './page.js';
import { readQuery, readStream, type Asked } from './query.js';

/** The feed over HTTP. One page is generated at a time: they share one thread and its memory. */
export function createServer(
  world: World,
  clock: Clock,
  faults: readonly Fault[],
  logger: Logger,
): FastifyInstance {
  const server = Fastify({ logger: false, forceCloseConnections: true });
  let pages = 0;
  const onlySkew = faults.filter(({ kind }) => kind === 'clock_skew');
  const ofPages = faults.filter(({ kind }) => kind !== 'clock_skew');

  server.addHook('onResponse', (request, reply, done) => {
    const { method, url } = request;
    logger.debug(`${method} ${url} ${reply.statusCode}, ${Math.round(reply.elapsedTime)} ms`);
    done();
  });
  server.setErrorHandler((error: Error & { statusCode?: number }, _, reply) => {
    if (error instanceof FeedError) {
      const { status, code, message, allowed } = error;
      return reply.code(status).send({ code, message, allowed });
    }
    const status = error.statusCode ?? 500;
    if (status >= 500) logger.error(error);
    return reply.code(status).send({ code: 'failed', message: error.message, allowed: [] });
  });
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      code: 'unknown_address',
      message: `Nothing answers at ${request.url}.`,
      allowed: ['/feeds', '/feeds/{stream}', '/registers/{name}', '/simulation/{truth}', '/health'],
    }),
  );

  server.get('/health', () => ({ status: 'ok' }));
  simulationRoutes(server, world, clock);
  let manifests = 0;
  server.get('/feeds', () => {
    // A clock that jumps back: the day before is stated again.
    const skew = faultOf(onlySkew, ++manifests) ? 1 : 0;
    return manifest(world, clock.feedDay() - skew);
  });
  server.get<{ Params: { name: string } }>('/registers/:name', ({ params }) => ({
    name: params.name,
    rows: register(world, params.name),
  }));
  server.get<{ Params: { stream: string }; Querystring: Asked }>(
    '/feeds/:stream',
    async ({ params, query }, reply) => {
      const stream = readStream(params.stream, query['of']);
      const slice = world.slice(stream, readQuery(world, query, clock.feedDay()));
      const fault = faultOf(ofPages, ++pages);
      if (fault === '5xx') {
        return reply
          .code(503)
          .send({ code: 'unavailable', message: 'Simulated fault.', allowed: [] });
      }
      // The connection stays open without an answer until the reader gives up or the core stops.
      if (fault === 'timeout') return reply.hijack();
      const page = fault ? sealFaulty(slice, fault) : seal(slice);
      return reply
        .header('content-type', 'application/vnd.apache.arrow.stream')
        .header('vigie-rows', page.rows)
        .header('vigie-sha256', page.sha256)
        .header('vigie-next', page.next)
        .header('vigie-more', String(page.more))
        .header('vigie-schema-version', SCHEMA_VERSION)
        .send(fault === 'slow_bytes' ? slowly(page.body) : bytes(page.body));
    },
  );
  return server;
}

const bytes = (body: Uint8Array): Buffer =>
  Buffer.from(body.buffer, body.byteOffset, body.byteLength);

/** A body that comes in eight parts, half a second apart. */
function slowly(body: Uint8Array): Readable {
  const step = Math.max(1, Math.ceil(body.length / 8));
  return Readable.from(
    (async function* () {
      for (let at = 0; at < body.length; at += step) {
        if (at > 0) await setTimeout(500);
        yield bytes(body.subarray(at, at + step));
      }
    })(),
  );
}
