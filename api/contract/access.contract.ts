import { z } from 'zod';
import { roleShape } from './common.contract.js';

/** What an account may be, and what a request without one is. */
export const callerRoleShape = z.enum([...roleShape.options, 'administrator']);

/** Answer of `GET /v1/me`: who asks, as the API knows them. */
export const meShape = z.object({
  role: callerRoleShape,
  /** Null for whoever did not sign in. */
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  /** What an agency acts on; it reads every territory. */
  territories: z.array(z.string()),
  /** Whose products are the account's own. */
  vendor: z.string().nullable(),
});
export type Me = z.infer<typeof meShape>;

/** Days that a token is valid for, at most. */
export const longestTokenDays = 365;

/** Body of `POST /v1/tokens`. */
export const tokenRequestShape = z.strictObject({
  /** What the account will know it by. */
  name: z.string().trim().min(1).max(80),
  days: z.int().min(1).max(longestTokenDays).default(90),
  /** Reads as the public, whatever the account may read. */
  public_only: z.boolean().default(false),
});
export type TokenRequest = z.infer<typeof tokenRequestShape>;

export const tokenShape = z.object({
  id: z.uuid(),
  name: z.string(),
  public_only: z.boolean(),
  created_at: z.string(),
  expires_at: z.string(),
});
export type Token = z.infer<typeof tokenShape>;

/** Answer of `GET /v1/tokens`: the valid ones of the account, latest first. */
export const tokensShape = z.object({ tokens: z.array(tokenShape) });
export type Tokens = z.infer<typeof tokensShape>;

/** Answer of `POST /v1/tokens`: the only one that ever holds the secret. */
export const madeTokenShape = tokenShape.extend({ secret: z.string() });
export type MadeToken = z.infer<typeof madeTokenShape>;

/** Answer of `GET /v1/issuers`: who accounts may sign in with, each at `/auth/login?issuer={id}`. */
export const signInIssuersShape = z.object({
  issuers: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type SignInIssuers = z.infer<typeof signInIssuersShape>;

/** Query of `GET /auth/login`. */
export const loginQueryShape = z.strictObject({
  /** Where there are several. */
  issuer: z.string().max(40).optional(),
  /** The page to come back to. */
  return_to: z.string().max(2_000).optional(),
});
export type LoginQuery = z.infer<typeof loginQueryShape>;

/** Body of `POST /auth/backchannel-logout`; what else an issuer sends is of no concern. */
export const logoutNoticeShape = z.object({ logout_token: z.string().max(8_000) });
export type LogoutNotice = z.infer<typeof logoutNoticeShape>;
