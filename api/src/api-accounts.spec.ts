import { type Series } from '@vigie/contract';
import { accountRoles } from '@vigie/warehouse/schema';
import { describe, expect, it } from 'vitest';
import { addDemonstration } from './commands/demonstration.js';
import { startApi } from './start-api.js';
import {
  bearer,
  codeOf,
  accountsOf,
  openAccounts,
  meOf,
  origin,
  send,
  type TestAccount,
} from './testing/accounts.js';
import { publishedApi } from './testing/published-api.js';
import { publishedWorld, revised } from './testing/published-world.js';
import { connect } from '@vigie/warehouse';

const api = publishedApi(() => publishedWorld().filter(({ measure }) => measure === revised));
const accounts = accountsOf(api);
const others = accountsOf(api, { suffix: '-2' });

const query = (text: string, ...values: unknown[]) => api.database.owner.query(text, values);

const me = (headers: Record<string, string>) => meOf(api, headers);

describe('who asks', () => {
  it.each(accountRoles)(
    'is an account of role %s by its token and by its session',
    async (role) => {
      const known = {
        ...{ role, name: `One ${role}`, organisation: 'Tests' },
        territories: role === 'agency' ? ['REG-84'] : [],
        vendor: role === 'vendor' ? 'v-mdv-01' : null,
      };
      expect(await me(bearer(accounts[role]))).toEqual(known);
      expect(await me({ cookie: `other=1; ${accounts[role].cookie}` })).toEqual(known);
    },
  );

  it('is the public without either, whatever else is claimed', async () => {
    const nobody = {
      role: 'public',
      name: null,
      organisation: null,
      territories: [],
      vendor: null,
    };
    expect(await me({})).toEqual(nobody);
    expect(await me({ cookie: '__Host-vigie=guessed', 'x-role': 'operator' })).toEqual(nobody);
  });

  it('is refused where a token is shown that is none', async () => {
    const claims = ['Bearer operator', 'Bearer', 'Basic b3BlcmF0b3I6eA==', 'Bearer a b'];
    for (const authorization of claims) {
      const response = await api.get('/v1/me', { authorization });
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await codeOf(response)).toEqual([401, 'invalid_token']);
    }
  });

  it('is no demonstration account in production', async () => {
    const demonstration = await openAccounts(api.database, { demonstration: true, suffix: '-d' });
    const production = await startApi({ ...api.database.settings, isProduction: true });
    const ask = (headers: Record<string, string>) => fetch(`${production.url}/v1/me`, { headers });
    expect((await ask(bearer(demonstration.analyst))).status).toBe(401);
    expect(await (await ask({ cookie: demonstration.analyst.cookie })).json()).toMatchObject({
      role: 'public',
    });
    expect((await ask(bearer(accounts.analyst))).status).toBe(200);
    await production.close();
    const owner = await connect(api.database.ownerUrl, 'DATABASE_URL');
    const refused = addDemonstration(owner, 'https://issuer.example', true);
    await expect(refused).rejects.toThrow(/refused while NODE_ENV is production/);
    await owner.end();
  });
});

describe('what is read', () => {
  const detailed = `/v1/series?measure=${revised}&split=department,sector&period=2026-10`;

  it('follows from the role of the account', async () => {
    const statuses: Record<string, number> = {};
    for (const role of accountRoles) {
      statuses[role] = (await api.get(detailed, bearer(accounts[role]))).status;
    }
    expect(statuses).toEqual({
      ...{ agency: 200, analyst: 200, sentinelle: 200 },
      ...{ vendor: 400, operator: 400, administrator: 400 },
    });
    expect((await api.get(detailed)).status).toBe(400);
  });

  it('is kept by no cache, nor taken for what another role was told', async () => {
    const open = `/v1/series?measure=${revised}&split=region`;
    const [told, asked] = [await api.get(open), await api.get(open, bearer(accounts.analyst))];
    const rowsOf = async (answer: Response) => ((await answer.json()) as Series).rows;
    expect(await rowsOf(asked)).toEqual(await rowsOf(told));
    expect(told.headers.get('cache-control')).toBe('no-cache');
    expect(asked.headers.get('cache-control')).toBe('private, no-store');
    for (const answer of [told, asked]) {
      expect(answer.headers.get('vary')).toMatch(/Authorization, Cookie$/);
    }
    const etag = told.headers.get('etag')!;
    const headers = { ...bearer(accounts.analyst), 'if-none-match': etag };
    expect((await api.get(open, headers)).status).toBe(200);
    expect((await api.get(open, { 'if-none-match': etag })).status).toBe(304);
  });
});

describe('a session', () => {
  it.each([
    ['is left alone for two hours', `seen_at = now() - interval '2 hours'`],
    ['is twelve hours old, however it is used', `created_at = now() - interval '12 hours'`],
  ])('ends when it %s', async (_, change) => {
    const { id, cookie } = others.vendor;
    await query(
      'UPDATE access.session SET seen_at = now(), created_at = now() WHERE account = $1',
      id,
    );
    expect(await me({ cookie })).toMatchObject({ role: 'vendor' });
    await query(`UPDATE access.session SET ${change} WHERE account = $1`, id);
    expect(await me({ cookie })).toMatchObject({ role: 'public' });
  });

  it('stays open while it is used', async () => {
    const { id, cookie } = others.sentinelle;
    await query(
      `UPDATE access.session SET seen_at = now() - interval '119 minutes' WHERE account = $1`,
      id,
    );
    await me({ cookie });
    const { rows } = await query(
      `SELECT now() - seen_at < interval '1 minute' AS fresh FROM access.session WHERE account = $1`,
      id,
    );
    expect(rows).toEqual([{ fresh: true }]);
  });
});

describe('reading as someone else', () => {
  const as = (view: string, account: TestAccount) => ({ ...bearer(account), 'x-view-as': view });

  it('is for administrators, who are then that role', async () => {
    expect(await me(as('vendor:v-mdv-02', accounts.administrator))).toMatchObject({
      ...{ role: 'vendor', vendor: 'v-mdv-02', name: 'One administrator' },
    });
    expect(await me(as('agency:REG-11,DEP-69', accounts.administrator))).toMatchObject({
      territories: ['REG-11', 'DEP-69'],
    });
    for (const role of accountRoles.filter((one) => one !== 'administrator')) {
      const response = await api.get('/v1/me', as('analyst', accounts[role]));
      expect(await codeOf(response), role).toEqual([403, 'not_permitted']);
    }
    expect((await api.get('/v1/me', { 'x-view-as': 'analyst' })).status).toBe(403);
  });

  it.each([
    'administrator',
    'agency',
    'vendor:',
    'analyst:REG-84',
    'constructor',
    'vendor:a:b',
    '',
  ])('is not possible as “%s”', async (view) => {
    const response = await api.get('/v1/me', as(view, accounts.administrator));
    expect(await codeOf(response)).toEqual([400, 'invalid_parameter']);
  });

  it('changes nothing', async () => {
    const { cookie } = accounts.administrator;
    const headers = { cookie, origin, 'x-view-as': 'analyst' };
    const response = await send(`POST ${api.url}/v1/tokens`, headers, { name: 'x' });
    expect(await codeOf(response)).toEqual([403, 'not_permitted']);
  });
});
