import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { answerProblem } from '../problems/problem.filter.js';
import { AddressNotFoundError, NotPermittedError, SignInNeededError } from './access-errors.js';
import { documentation, isEnough, reachOn } from './permissions.js';
import { type Principal, principalOf } from './principal.js';

/** Finds out whose request it is; throws where what it shows is not valid. */
export type Identify = (request: FastifyRequest) => Promise<Principal>;

/**
 * Holds every route to the table of permissions, before anything of the request is read. A route that the
 * table does not name is answered as an address that does not exist.
 */
export function guardAccess(server: FastifyInstance, identify: Identify): void {
  server.addHook('onRequest', async (request, reply) => {
    try {
      const route = routeOf(request);
      // An address without a route is refused as unknown by the router itself.
      if (route === undefined || documentation.test(route.address)) return;
      request.principal = await identify(request);
      authorise(route, request.principal);
    } catch (error) {
      answerProblem(error, request, reply);
      return reply;
    }
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    keepApart(request, reply);
    done(null, payload);
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

function authorise({ method, address }: Route, { role }: Principal): void {
  const reach = reachOn(`${method} ${address}`, role);
  if (reach === null) throw new AddressNotFoundError();
  if (isEnough(reach, method)) return;
  throw role === 'public' ? new SignInNeededError() : new NotPermittedError();
}

/**
 * What the public is told, a cache may keep and ask about each time: a new edition must be seen at once,
 * and what did not change costs a 304. What an account is told, no cache keeps.
 */
function keepApart(request: FastifyRequest, reply: FastifyReply): void {
  const isPublic = principalOf(request).role === 'public';
  reply.header('cache-control', isPublic ? 'no-cache' : 'private, no-store');
  const vary = reply.getHeader('vary');
  const named = [vary ?? []].flat().map(String);
  reply.header('vary', [...named, 'Authorization', 'Cookie'].join(', '));
}
