import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  pgSchema,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

export const access = pgSchema('access');

/** What an account may be: one of the roles that figures know, or an administrator. */
export const accountRoles = [
  'agency',
  'vendor',
  'analyst',
  'sentinelle',
  'operator',
  'administrator',
] as const;

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/**
 * Who may sign in, and what they then are. An identity is the subject of an issuer; role and scope are
 * ours and are written by an operator's command alone.
 */
export const account = access.table(
  'account',
  {
    id: uuid().primaryKey().defaultRandom(),
    issuer: text().notNull(),
    subject: text().notNull(),
    name: text().notNull(),
    organisation: text().notNull(),
    role: text({ enum: accountRoles }).notNull(),
    /** What an agency acts on. */
    territories: text().array().notNull().default([]),
    /** Whose products are a vendor's own. */
    vendor: text(),
    /** Made for the embedded start: of no use in production. */
    demonstration: boolean().notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
    closedAt: instant('closed_at'),
  },
  (t) => [
    uniqueIndex('account_identity').on(t.issuer, t.subject),
    check('account_role', sql`${t.role} in ${sql.raw(`('${accountRoles.join("', '")}')`)}`),
    check('account_vendor', sql`(${t.role} = 'vendor') = (${t.vendor} is not null)`),
    check('account_territories', sql`(${t.role} = 'agency') = (${t.territories} <> '{}')`),
  ],
);

/** A browser that an account signed in with. The cookie is kept as its hash. */
export const session = access.table(
  'session',
  {
    hash: text().primaryKey(),
    account: uuid().notNull(),
    /** What the issuer calls the session, to end it from there. */
    issuerSession: text('issuer_session'),
    createdAt: instant('created_at').notNull().defaultNow(),
    seenAt: instant('seen_at').notNull().defaultNow(),
  },
  (t) => [index('session_of_account').on(t.account)],
);

/** A sign-in under way at an issuer: taken once, by the browser that began it. */
export const signIn = access.table('sign_in', {
  /** Of the state, which comes back with the answer. */
  hash: text().primaryKey(),
  /** Of the secret that the browser keeps. */
  browser: text().notNull(),
  issuer: text().notNull(),
  nonce: text().notNull(),
  verifier: text().notNull(),
  returnTo: text('return_to').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** A key that a script shows instead of signing in. It was shown once and is kept as its hash. */
export const token = access.table(
  'token',
  {
    id: uuid().primaryKey().defaultRandom(),
    account: uuid().notNull(),
    name: text().notNull(),
    hash: text().notNull(),
    /** Reads as the public, whatever the account is. */
    publicOnly: boolean('public_only').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [uniqueIndex('token_hash').on(t.hash), index('token_of_account').on(t.account)],
);

/**
 * Who did what, never with a value. Rows are appended by a trigger that numbers, dates and chains them:
 * each hash covers the row and the hash before it. None is ever changed or deleted.
 */
export const audit = access.table('audit', {
  id: bigint({ mode: 'number' }).primaryKey(),
  at: instant('at').notNull(),
  /** The account; empty for a command of an operator. */
  account: text().notNull(),
  role: text().notNull(),
  action: text().notNull(),
  /** What it was done to: an address with its question, a token, an account. */
  subject: text().notNull(),
  previous: text().notNull(),
  hash: text().notNull(),
});
