import { type Role } from '@vigie/seeds/catalogue';
import { accountRoles } from '@vigie/warehouse/schema';

export type AccountRole = (typeof accountRoles)[number];
/** Who a request is: an account, or whoever did not sign in. */
export type CallerRole = 'public' | AccountRole;
export const callerRoles: readonly CallerRole[] = ['public', ...accountRoles];

/**
 * How far a right goes: over nothing, over the caller's own territories or products, over all without
 * changing any of it, over all.
 */
export type Reach = 'none' | 'own' | 'read' | 'all';

const forAll = (reach: Reach): Readonly<Record<CallerRole, Reach>> => ({
  ...{ public: reach, agency: reach, vendor: reach, analyst: reach },
  ...{ sentinelle: reach, operator: reach, administrator: reach },
});
const forNone = forAll('none');
const forAccounts = (reach: Reach) => ({ ...forAll(reach), public: 'none' as const });

/** Who may what: the one table that every answer is held to. */
export const permissions = {
  /** Health, sign-in, and whoever asks who they are. */
  service: forAll('all'),
  /** Figures of an edition; which of them is said by {@link cuboidReaders}. */
  publishedCells: forAll('all'),
  /** The public cube as a file, dictionaries, the calendar, status. */
  publicFiles: forAll('all'),
  /** Irritants and levers as they are published. */
  irritants: forAll('all'),
  /** Cells of one vendor. An administrator reads them as someone else. */
  ownCells: { ...forNone, vendor: 'own', sentinelle: 'read' },
  /** Reports, actions and notes on irritants. */
  irritantWork: {
    ...{ ...forNone, agency: 'own', vendor: 'own' },
    ...{ sentinelle: 'all', administrator: 'all' },
  },
  /** Own levers and campaigns. */
  levers: {
    ...{ ...forNone, agency: 'own', vendor: 'own' },
    ...{ sentinelle: 'all', administrator: 'all' },
  },
  /** Ledger, quarantine, replay, editions. */
  operations: { ...forNone, sentinelle: 'read', operator: 'all', administrator: 'all' },
  /** One's own tokens for scripts. */
  ownTokens: forAccounts('own'),
  /** Accounts, tokens of others, reading as someone else. */
  accounts: { ...forNone, administrator: 'all' },
} as const satisfies Record<string, Readonly<Record<CallerRole, Reach>>>;
export type Permission = keyof typeof permissions;

/**
 * What each route needs, by method and address as the documentation has it. A route that is not here
 * is answered to no one.
 */
export const routes: Readonly<Record<string, Permission>> = {
  'GET /health': 'service',
  'GET /v1/edition': 'publishedCells',
  'GET /v1/editions': 'publicFiles',
  'GET /v1/measures': 'publishedCells',
  'GET /v1/territories': 'publicFiles',
  'GET /v1/series': 'publishedCells',
  'GET /v1/references/{id}': 'publishedCells',
  'GET /v1/changes': 'publishedCells',
  'GET /v1/cube': 'publicFiles',
  'GET /v1/derived/lag': 'publishedCells',
  'GET /v1/derived/trends': 'publishedCells',
  'GET /v1/derived/funnel': 'publishedCells',
  'GET /v1/derived/decomposition': 'publishedCells',
  'GET /v1/derived/comparison': 'publishedCells',
  'GET /v1/derived/gap': 'publishedCells',
  'GET /v1/derived/nowcast': 'publishedCells',
  'GET /v1/irritants': 'irritants',
  'GET /v1/irritants/{id}': 'irritants',
  'GET /v1/levers': 'irritants',
  'GET /v1/figures': 'publicFiles',
  'GET /v1/milestones': 'publicFiles',
  'GET /v1/status': 'publicFiles',
  'GET /v1/issuers': 'service',
  'GET /v1/me': 'service',
  'GET /v1/own': 'ownCells',
  'GET /v1/tokens': 'ownTokens',
  'POST /v1/tokens': 'ownTokens',
  'DELETE /v1/tokens/{id}': 'ownTokens',
};

/** The same for what browsers follow and the documentation leaves out. */
export const pages: Readonly<Record<string, Permission>> = {
  'GET /auth/login': 'service',
  'GET /auth/callback/{id}': 'service',
  'POST /auth/logout': 'service',
  'POST /auth/backchannel-logout': 'service',
};

const permissionOf = (route: string): Permission | undefined => routes[route] ?? pages[route];

/**
 * Who reads which cells, in three classes. The catalogue gives every cuboid the readers of one of
 * them; those that cross vendors or their releases are `vendors`, and only those.
 */
export const cuboidReaders = {
  open: ['public'],
  detailed: ['agency', 'analyst', 'sentinelle'],
  vendors: ['vendor', 'sentinelle'],
} as const satisfies Record<string, readonly Role[]>;

/** What a token cannot do for its account: one that leaked must not make others. */
const bySessionOnly: readonly Permission[] = ['ownTokens', 'accounts'];

export const needsSession = (route: string): boolean => {
  const permission = permissionOf(route);
  return permission !== undefined && bySessionOnly.includes(permission);
};

/** Whether a role uses a right that not everyone has over more than its own: each use is recorded. */
export function isPrivileged(route: string, role: CallerRole): boolean {
  const permission = permissionOf(route);
  if (permission === undefined) return false;
  const { public: open, [role]: reach } = permissions[permission];
  return open === 'none' && reach !== 'own';
}

/** The document that describes the routes and the page that renders it: files, and no route of theirs. */
export const documentation = /^\/openapi(?=$|[/.])/;

/** How far a role may use a route; null where the route is not declared. */
export function reachOn(route: string, role: CallerRole): Reach | null {
  const permission = permissionOf(route);
  return permission === undefined ? null : permissions[permission][role];
}

/** Whether that much of a right is enough for a method: what only reads changes nothing. */
export const isEnough = (reach: Reach, method: string): boolean =>
  reach === 'all' || reach === 'own' || (reach === 'read' && method === 'GET');
