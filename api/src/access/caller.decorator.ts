import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Role } from '@vigie/seeds/catalogue';
import { type FastifyRequest } from 'fastify';
import { principalOf } from './principal.js';

/** What an answer depends on besides the question. */
export interface Caller {
  readonly role: Role;
  readonly accept: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

export const callerOf = (request: FastifyRequest): Caller => ({
  role: principalOf(request).reads,
  accept: request.headers.accept,
  ifNoneMatch: request.headers['if-none-match'],
});

/** The caller of the request, as a parameter of a controller's method. */
export const FromCaller = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
