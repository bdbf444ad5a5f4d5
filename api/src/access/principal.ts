import { type Role } from '@vigie/seeds/catalogue';
import { type CallerRole } from './permissions.js';

/** Whose request it is, and what they may act on. All of it comes from our own accounts. */
export interface Principal {
  /** Null for whoever did not sign in. */
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly organisation: string;
  } | null;
  readonly role: CallerRole;
  /** The role that figures are read with. */
  readonly reads: Role;
  /** Territories that an agency acts on: it reads every other too. */
  readonly territories: readonly string[];
  /** The vendor whose products are its own. */
  readonly vendor: string | null;
  /** How the account was shown. */
  readonly by: 'session' | 'token' | null;
  /** An administrator reads as the role, and changes nothing. */
  readonly isView: boolean;
}

/** Whoever did not sign in. */
export const anonymous: Principal = {
  ...{ account: null, role: 'public', reads: 'public' },
  ...{ territories: [], vendor: null, by: null, isView: false },
};

/** Figures are read by an administrator as by the public, but where they read as someone else. */
export const readingRole = (role: CallerRole): Role => (role === 'administrator' ? 'public' : role);

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the first hook that a request passes. */
    principal?: Principal;
  }
}

/** The principal of a request: the public, where none was found out. */
export const principalOf = (request: { principal?: Principal }): Principal =>
  request.principal ?? anonymous;
