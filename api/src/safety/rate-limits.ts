import rateLimit from '@fastify/rate-limit';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { principalOf } from '../access/principal.js';
import { answerProblem } from '../problems/problem.filter.js';
import { TooManyRequestsError } from './safety-errors.js';

/** How many times as many requests as one principal an organisation may send. */
const organisationTimes = 5;

/**
 * Limits what one address, one account and one organisation may ask within a minute. An address counts
 * before anything is looked up, so that guessing is limited too; accounts once they are known.
 */
export interface RateLimits {
  ofAddress(): void;
  ofAccounts(): void;
}

/** @param perMinute requests of one address or account; null where nothing is limited */
export async function rateLimits(
  server: FastifyInstance,
  perMinute: number | null,
): Promise<RateLimits> {
  if (perMinute === null) return { ofAddress: () => undefined, ofAccounts: () => undefined };
  await server.register(rateLimit, { global: false, timeWindow: '1 minute', ipv6Subnet: 64 });
  const limiter = (max: number, keyGenerator?: (request: FastifyRequest) => string) =>
    server.createRateLimit({ max, ...(keyGenerator && { keyGenerator }) });
  type Limiter = ReturnType<typeof limiter>;

  const hold = (limiters: readonly Limiter[]) =>
    server.addHook('onRequest', async (request, reply) => {
      for (const limit of limiters) {
        const found = await limit(request);
        if (!found.isAllowed && found.isExceeded) return refuse(request, reply, found.ttlInSeconds);
      }
    });
  const accountOf = (request: FastifyRequest) => principalOf(request).account;
  return {
    ofAddress: () => void hold([limiter(perMinute)]),
    ofAccounts: () => {
      const account = limiter(perMinute, (request) => accountOf(request)?.id ?? '');
      const organisation = limiter(
        perMinute * organisationTimes,
        (request) => accountOf(request)?.organisation ?? '',
      );
      // Whoever has no account was counted by the address.
      const known =
        (limit: Limiter): Limiter =>
        (request) =>
          accountOf(request) === null
            ? Promise.resolve({ isAllowed: true as const, key: '' })
            : limit(request);
      hold([known(account), known(organisation)]);
    },
  };
}

function refuse(request: FastifyRequest, reply: FastifyReply, seconds: number): FastifyReply {
  reply.header('retry-after', String(seconds));
  answerProblem(new TooManyRequestsError(seconds), request, reply);
  return reply;
}
