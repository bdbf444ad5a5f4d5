import { ConsoleLogger, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { guardAccess } from './access/access.hook.js';
import { Audit } from './access/audit.js';
import { Identifier } from './access/identify.js';
import { SessionCookies } from './access/session-cookie.js';
import { type ApiContext } from './api-context.js';
import { ApiModule } from './api.module.js';
import { serveDocumentation } from './documentation/openapi.js';
import { answerProblem, ProblemFilter } from './problems/problem.filter.js';
import { QueryPipe } from './problems/query.pipe.js';
import { setSafeHeaders } from './safety/headers.js';
import { rateLimits } from './safety/rate-limits.js';
import { shed, usualPatience } from './safety/shedding.js';

/** The whole application, wired but not listening. */
export async function createApp(context: ApiContext): Promise<NestFastifyApplication> {
  const { perMinute = null, patience = usualPatience, proxies = 1 } = context.limits ?? {};
  const adapter = new FastifyAdapter({
    // What is posted is a few words.
    bodyLimit: 64 * 1024,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    // The address of whoever asks is what the web in front of us says, and proxies in front of it.
    trustProxy: (_address, hop) => hop < proxies,
    // An address that the router cannot read never reaches the filter below.
    frameworkErrors: answerProblem,
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class, yet takes them as an object
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(context), adapter, {
    logger: new ConsoleLogger({ prefix: 'api', logLevels: ['warn', 'error', 'fatal'] }),
    // A failed start is told by the caller, in one sentence.
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(new QueryPipe());
  app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)));
  const server = adapter.getInstance();
  // In this order a request meets them: what is cheap to refuse is refused before anything is looked up.
  await setSafeHeaders(server, context.publicUrl);
  await shed(server, patience);
  const limits = await rateLimits(server, perMinute);
  limits.ofAddress();
  const identifier = new Identifier(
    context.db,
    app.get(SessionCookies),
    context.isProduction ?? false,
  );
  guardAccess(server, {
    identify: (request) => identifier.identify(request),
    audit: app.get(Audit),
    publicUrl: context.publicUrl,
  });
  limits.ofAccounts();
  serveDocumentation(app, context.publicUrl);
  await app.init();
  return app;
}
