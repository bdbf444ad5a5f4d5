import { cuboids, measures, type Role } from '@vigie/seeds/catalogue';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { callerRoles, type CallerRole, isEnough, reachOn } from './access/permissions.js';
import { readingRole } from './access/principal.js';
import { cuboidOf } from './features/measures/declaration.js';
import { bearer, openAccounts } from './testing/accounts.js';
import { publishOwnCells } from './testing/own-world.js';
import { publishedApi } from './testing/published-api.js';

interface Parameter {
  name: string;
  in: string;
  schema?: { enum?: string[] };
}
type Operations = Record<string, { parameters?: Parameter[] }>;
const { paths } = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Operations>;
};

/** A question that each address answers, where it needs one. */
const questions: Readonly<Record<string, string>> = {
  '/v1/series': '?measure=feeding.rate',
  '/v1/changes': '?measure=feeding.rate&from=1',
  '/v1/own': '?measure=feeding.rate&vendor=v-mdv-01',
};

interface Case {
  method: string;
  path: string;
  address: string;
}
const cases: Case[] = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).flatMap(([name, { parameters = [] }]) => {
    const method = name.toUpperCase();
    const address = path.replace('{id}', 'IRR-1') + (questions[path] ?? '');
    const formats = parameters.find((one) => one.name === 'format')?.schema?.enum ?? [null];
    return formats.map((format) => ({
      ...{ method, path },
      address: format === null ? address : `${address}&format=${format}`,
    }));
  }),
);

const api = publishedApi(() => [], publishOwnCells);
const headers: Partial<Record<CallerRole, Record<string, string>>> = { public: {} };

beforeAll(async () => {
  const accounts = await openAccounts(api.database);
  for (const role of callerRoles) {
    if (role === 'public') continue;
    // A session, since tokens may do less; from a page of the site.
    headers[role] = { cookie: accounts[role].cookie, origin: 'https://vigie.example' };
  }
}, 60_000);

const ask = (role: CallerRole, { method, address }: Omit<Case, 'path'>, more: object = {}) =>
  fetch(`${api.url}${address}`, { method, headers: { ...headers[role], ...more } });

/** Every vendor that a text names. */
const vendorsIn = (text: string): string[] => [...new Set(text.match(/v-mdv-0[12]/g) ?? [])];

describe('every route, in every format, for every role', () => {
  it('is taken from the documentation', () => {
    expect(cases.length).toBeGreaterThan(25);
    expect(cases.filter(({ path }) => path === '/v1/series').length).toBeGreaterThanOrEqual(5);
  });

  it.each(cases)('$method $address is opened by the table alone', async (one) => {
    for (const role of callerRoles) {
      const response = await ask(role, one);
      const body = await response.text();
      const reach = reachOn(`${one.method} ${one.path}`, role)!;
      const what = `${role}: ${response.status} ${body.slice(0, 200)}`;
      if (isEnough(reach, one.method)) expect([401, 403], what).not.toContain(response.status);
      else expect(response.status, what).toBe(role === 'public' ? 401 : 403);
      expect(response.status, what).toBeLessThan(500);
      const cache = role === 'public' ? 'no-cache' : 'private, no-store';
      expect(response.headers.get('cache-control'), what).toBe(cache);
      // A vendor is named to whom it was asked of, and to itself.
      const isNamed = response.ok && (one.path === '/v1/own' || one.path + role === '/v1/mevendor');
      expect(vendorsIn(body), what).toEqual(isNamed ? ['v-mdv-01'] : []);
    }
  });

  it.each(cases.filter(({ method }) => method === 'GET'))(
    '$address is not taken for what another role was told',
    async (one) => {
      // The public cube is the same for whoever asks.
      const readsAs = (role: CallerRole): string =>
        one.path === '/v1/cube' ? 'everyone' : readingRole(role);
      const told = new Map<CallerRole, string>();
      for (const role of callerRoles) {
        const response = await ask(role, one);
        await response.body?.cancel();
        const etag = response.headers.get('etag');
        if (response.ok && etag !== null) told.set(role, etag);
      }
      for (const role of told.keys()) {
        for (const [other, etag] of told) {
          const again = await ask(role, one, { 'if-none-match': etag });
          await again.body?.cancel();
          const same = readsAs(role) === readsAs(other);
          expect(again.status, `${role}, with what ${other} has`).toBe(same ? 304 : 200);
        }
      }
    },
  );

  it.each(cases)('$method $address is closed to a token that is none', async (one) => {
    const claims = [`Bearer vigie_${'a'.repeat(43)}`, 'Bearer operator'];
    for (const authorization of claims) {
      const response = await ask('public', one, { authorization });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 'invalid_token' });
    }
  });

  it.each(['session', 'token'])(
    'is closed to an account that was closed, by its %s',
    async (by) => {
      const closed = (await openAccounts(api.database, { suffix: `-${by}` })).sentinelle;
      const shown = by === 'token' ? bearer(closed) : { cookie: closed.cookie };
      const address = '/v1/own?measure=feeding.rate&vendor=v-mdv-01';
      const open = await ask('public', { method: 'GET', address }, shown);
      expect(open.status).toBe(200);
      await api.database.owner.query('UPDATE access.account SET closed_at = now() WHERE id = $1', [
        closed.id,
      ]);
      expect((await ask('public', { method: 'GET', address }, shown)).status).toBe(401);
    },
  );
});

describe('every cuboid of the catalogue, for every role', () => {
  const asked = cuboids.flatMap((cuboid) => {
    const measure = measures.find((one) => one.cuboids.includes(cuboid.id));
    return measure ? [{ cuboid, measure: measure.id }] : [];
  });

  it.each(asked)('$cuboid.id is read by the roles that it names', async ({ cuboid, measure }) => {
    const { level, categories, grain } = cuboidOf(cuboid.id);
    const period = grain === 'day' ? '2026-10-01' : '2026-10';
    const split = [level, ...categories].join(',');
    const address = `/v1/series?measure=${measure}&split=${split}&period=${period}&format=count`;
    const readers: readonly Role[] = cuboid.roles;
    for (const role of callerRoles) {
      const may = readers.includes('public') || readers.includes(readingRole(role));
      const { status } = await ask(role, { method: 'GET', address });
      expect(status, `${role} ${cuboid.id}`).toBe(may ? 200 : 400);
    }
  });
});
