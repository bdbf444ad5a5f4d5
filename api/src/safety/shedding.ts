import underPressure from '@fastify/under-pressure';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { answerProblem } from '../problems/problem.filter.js';
import { OverloadedError, TooLongAddressError } from './safety-errors.js';

/** Longest address with its question. */
const longestAddress = 8_000;
/** Milliseconds that the process may be late before it takes nothing more. */
const longestDelay = 2_000;

/** Whether the process lives is asked also, and above all, when it is overloaded. */
const isHealth = ({ url }: FastifyRequest): boolean => url === '/health';

export interface Patience {
  /** Requests that may wait for their answer at once. */
  mostWaiting: number;
  /** Milliseconds that one may wait: nobody is there any more, or asks again, after that. */
  deadline: number;
}

export const usualPatience: Patience = { mostWaiting: 500, deadline: 25_000 };

/**
 * Refuses what could not be answered in time, with a word on when to come back, instead of letting
 * everyone wait: beyond so many requests that wait for their answer, or while the process is late.
 */
export async function shed(
  server: FastifyInstance,
  { mostWaiting, deadline }: Patience,
): Promise<void> {
  await server.register(underPressure, {
    maxEventLoopDelay: longestDelay,
    pressureHandler: (request, reply) => {
      if (!isHealth(request)) answerProblem(new OverloadedError(), request, reply);
    },
  });
  const waiting = new Map<FastifyRequest, NodeJS.Timeout>();
  const goes = (request: FastifyRequest): void => {
    clearTimeout(waiting.get(request));
    waiting.delete(request);
  };
  server.addHook('onRequest', async (request, reply) => {
    if (request.url.length > longestAddress) {
      return refuse(new TooLongAddressError(longestAddress), request, reply);
    }
    if (isHealth(request)) return;
    if (waiting.size >= mostWaiting) return refuse(new OverloadedError(), request, reply);
    const late = setTimeout(() => {
      answerProblem(new OverloadedError(), request, reply);
    }, deadline);
    waiting.set(request, late);
    // Whoever leaves waits no longer.
    reply.raw.once('close', () => goes(request));
  });
  // What is being sent holds up no one: a slow reader must not use up the places of others.
  server.addHook('onSend', (request, _reply, payload, done) => {
    goes(request);
    done(null, payload);
  });
}

function refuse(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  answerProblem(error, request, reply);
  return reply;
}
