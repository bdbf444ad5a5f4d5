import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { answerProblem, problemBody } from '../problems/problem.filter.js';
import {
  AddressNotFoundError,
  NotPermittedError,
  SignInNeededError,
  WrongOriginError,
} from './access-errors.js';
import { type Audit } from './audit.js';
import { documentation, isEnough, isPrivileged, needsSession, reachOn } from './permissions.js';
import { type Principal, principalOf } from './principal.js';

export interface Guards {
  /** Finds out whose request it is; throws where what it shows is not valid. */
  identify: (request: FastifyRequest) => Promise<Principal>;
  audit: Pick<Audit, 'record'>;
  /** Address of the site: what changes something must come from its pages. */
  publicUrl: string;
}

/**
 * Holds every route to the table of permissions, before anything of the request is read. A route that the
 * table does not name is answered as an address that does not exist.
 */
export function guardAccess(server: FastifyInstance, guards: Guards): void {
  const { origin } = new URL(guards.publicUrl);
  server.addHook('onRequest', async (request, reply) => {
    try {
      const route = routeOf(request);
      // An address without a route is refused as unknown by the router itself.
      if (route === undefined || documentation.test(route.address)) return;
      request.principal = await guards.identify(request);
      authorise(route, request.principal);
      if (route.method !== 'GET') assertOwnPage(request, origin);
      await record(guards.audit, route, request);
    } catch (error) {
      answerProblem(error, request, reply);
      return reply;
    }
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const recorded = await recordExport(guards.audit, request, reply, payload);
    keepApart(request, reply);
    return recorded;
  });
}

interface Route {
  readonly method: string;
  /** As the documentation writes it: `/v1/irritants/{id}`. */
  readonly address: string;
}

function routeOf({ routeOptions, method }: FastifyRequest): Route | undefined {
  const { url } = routeOptions;
  if (url === undefined) return undefined;
  return {
    method: method === 'HEAD' ? 'GET' : method,
    address: url.replaceAll(/:(\w+)/g, '{$1}'),
  };
}

const nameOf = ({ method, address }: Route): string => `${method} ${address}`;

function authorise(route: Route, { role, by, isView }: Principal): void {
  const reach = reachOn(nameOf(route), role);
  if (reach === null) throw new AddressNotFoundError();
  if (role === 'public' && !isEnough(reach, route.method)) throw new SignInNeededError();
  const isChange = route.method !== 'GET';
  const fits = !(isView && isChange) && (by === 'session' || !needsSession(nameOf(route)));
  if (!fits || !isEnough(reach, route.method)) throw new NotPermittedError();
}

/** A browser says where a request comes from; a script with a token is no browser. */
function assertOwnPage(request: FastifyRequest, origin: string): void {
  const { origin: from, 'sec-fetch-site': site } = request.headers;
  const isOwn = from === undefined ? site === 'same-origin' : from === origin;
  const mustSay = from !== undefined || principalOf(request).by === 'session';
  if (mustSay && !isOwn) throw new WrongOriginError(origin);
}

async function record(
  audit: Guards['audit'],
  route: Route,
  request: FastifyRequest,
): Promise<void> {
  const principal = principalOf(request);
  const subject = `${route.method} ${request.url}`;
  if (principal.isView) await audit.record(principal, 'view_as', subject);
  else if (isPrivileged(nameOf(route), principal.role)) {
    await audit.record(principal, 'privileged_read', subject);
  }
}

/** A file that an account takes away is recorded before its first byte leaves, whatever its format. */
async function recordExport(
  audit: Guards['audit'],
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const principal = principalOf(request);
  const isFile = String(reply.getHeader('content-disposition')).startsWith('attachment');
  if (principal.account === null || !isFile) return payload;
  try {
    const rows = reply.getHeader('x-row-count');
    const counted = rows === undefined ? '' : `, ${String(rows)} rows`;
    await audit.record(principal, 'export', `${request.method} ${request.url}${counted}`);
    return payload;
  } catch (error) {
    if (payload instanceof Readable) payload.destroy();
    return problemBody(error, request, reply);
  }
}

/**
 * What the public is told, a cache may keep and ask about each time: a new edition must be seen at once,
 * and what did not change costs a 304. What an account is told, no cache keeps.
 */
function keepApart(request: FastifyRequest, reply: FastifyReply): void {
  const isPublic = principalOf(request).account === null && !request.url.startsWith('/auth/');
  reply.header('cache-control', isPublic ? 'no-cache' : 'private, no-store');
  const named = [reply.getHeader('vary') ?? []].flat().map(String);
  reply.header('vary', [...named, 'Authorization', 'Cookie'].join(', '));
}
