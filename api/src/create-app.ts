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

/** The whole application, wired but not listening. */
export async function createApp(context: ApiContext): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    // What is posted is a few words.
    bodyLimit: 64 * 1024,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    // An address that the router cannot read never reaches the filter below.
    frameworkErrors: answerProblem,
  });
  // Nest declares its options as a class, yet takes them as an object.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(context), adapter, {
    logger: new ConsoleLogger({ prefix: 'api', logLevels: ['warn', 'error', 'fatal'] }),
    // A failed start is told by the caller, in one sentence.
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(new QueryPipe());
  app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)));
  adapter.getInstance().addHook('onRequest', (_request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff');
    done();
  });
  const identifier = new Identifier(
    context.db,
    app.get(SessionCookies),
    context.isProduction ?? false,
  );
  guardAccess(adapter.getInstance(), {
    identify: (request) => identifier.identify(request),
    audit: app.get(Audit),
    publicUrl: context.publicUrl,
  });
  serveDocumentation(app, context.publicUrl);
  await app.init();
  return app;
}
