import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
} from '@nestjs/common';
import { type Problem } from '@vigie/contract';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { isDatabaseAway } from './database-errors.js';
import { type Language, problem, problemOf } from './problem.js';
import { RequestError } from './request-errors.js';

/** Seconds after which a request that came too early may be tried again. */
const retryAfter = '10';

const logger = new Logger('api');

/** Turns whatever is thrown while a request is answered into problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Answers an error as problem details (RFC 9457); only what nobody foresaw is logged as one. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (!reply.sent) void reply.send(problemBody(error, request, reply));
}

/** The text of the answer to an error, whose status and headers the reply is given. */
export function problemBody(error: unknown, request: FastifyRequest, reply: FastifyReply): string {
  const language = languageOf(request);
  const answer = problemFor(error, request, language);
  if (answer.status === 503) reply.header('retry-after', retryAfter);
  if (answer.status === 401) reply.header('www-authenticate', 'Bearer');
  // Headers that described the answer which did not come.
  for (const name of ['etag', 'content-disposition', 'content-length', 'x-row-count', 'link']) {
    reply.removeHeader(name);
  }
  reply
    .status(answer.status)
    .header('content-language', language)
    .header('vary', 'Accept, Accept-Language')
    .type('application/problem+json');
  return JSON.stringify(answer);
}

function problemFor(error: unknown, request: FastifyRequest, language: Language): Problem {
  if (error instanceof RequestError) return problemOf(error, language);
  const status = statusOf(error);
  if (status === 404) return problem('not_found', nothingHere(request), language);
  if (status >= 400 && status < 500) {
    return problem('invalid_parameter', unreadable, language, { status });
  }
  const what = `${request.method} ${pathOf(request)}: ${sentence(error)}`;
  if (status === 503 || isDatabaseAway(error)) {
    logger.warn(what);
    return problem('unavailable', away, language);
  }
  logger.error(what, error instanceof Error ? error.stack : undefined);
  return problem('internal', ours, language);
}

/** French unless English is preferred. */
export const languageOf = (request: Pick<FastifyRequest, 'headers'>): Language =>
  new Negotiator(request).language(['fr', 'en']) === 'en' ? 'en' : 'fr';

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  // Fastify's own errors: a malformed address, a body too large.
  const { statusCode } = error as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}

/** The first cause: Drizzle's own message repeats the statement and what it was asked with. */
function sentence(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  return error.cause instanceof Error ? sentence(error.cause) : error.message || error.name;
}
const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '';

const nothingHere = (request: FastifyRequest) => ({
  fr: `Rien ne répond à ${request.method} ${pathOf(request).slice(0, 200)} ; voir /openapi.`,
  en: `Nothing answers ${request.method} ${pathOf(request).slice(0, 200)}; see /openapi.`,
});
const unreadable = {
  fr: 'La requête ne peut pas être lue.',
  en: 'The request cannot be read.',
};
const away = {
  fr: 'Les chiffres ne sont pas accessibles pour le moment ; réessayez dans quelques secondes.',
  en: 'The figures cannot be reached for now; try again in a few seconds.',
};
const ours = {
  fr: 'Une erreur est survenue de notre côté ; elle a été enregistrée.',
  en: 'Something went wrong on our side; it was recorded.',
};
