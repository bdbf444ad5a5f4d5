import { type Role } from '@vigie/seeds/catalogue';
import { type CallerRole } from './permissions.js';

/** Whose request it is, and what they may act on. All of it comes from our own accounts. */
export interface Principal {
  readonly role: CallerRole;
  /** The role that figures are read with. */
  readonly reads: Role;
  /** Territories that an agency acts on: it reads every other too. */
  readonly territories: readonly string[];
  /** The vendor whose products are its own. */
  readonly vendor: string | null;
}

/** Whoever did not sign in. */
export const anonymous: Principal = {
  ...{ role: 'public', reads: 'public' },
  ...{ territories: [], vendor: null },
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the first hook that a request passes. */
    principal?: Principal;
  }
}

/** The principal of a request: the public, where none was found out. */
export const principalOf = (request: { principal?: Principal }): Principal =>
  request.principal ?? anonymous;
