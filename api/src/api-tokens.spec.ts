import { type MadeToken, type Tokens } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import {
  bearer,
  codeOf,
  accountsOf,
  meOf,
  origin,
  send,
  type TestAccount,
} from './testing/accounts.js';
import { publishedApi } from './testing/published-api.js';

const api = publishedApi();
const accounts = accountsOf(api);
const others = accountsOf(api, { suffix: '-2' });

const query = (text: string, ...values: unknown[]) => api.database.owner.query(text, values);
const me = (headers: Record<string, string>) => meOf(api, headers);

describe('a token', () => {
  const make = async (account: TestAccount, body: object = { name: 'script' }) => {
    const response = await send(
      `POST ${api.url}/v1/tokens`,
      { cookie: account.cookie, origin },
      body,
    );
    expect(response.status).toBe(201);
    return (await response.json()) as MadeToken;
  };
  const list = async (account: TestAccount) =>
    ((await (await api.get('/v1/tokens', { cookie: account.cookie })).json()) as Tokens).tokens;
  const revoke = (account: TestAccount, id: string) =>
    send(`DELETE ${api.url}/v1/tokens/${id}`, { cookie: account.cookie, origin });

  it('is shown once, kept as a hash, and opens what its account opens', async () => {
    const { secret, ...made } = await make(accounts.analyst);
    expect((await list(accounts.analyst))[0]).toEqual(made);
    expect(await me({ authorization: `Bearer ${secret}` })).toMatchObject({ role: 'analyst' });
    const { rows } = await query(
      `SELECT 1 FROM access.token t WHERE t::text LIKE '%' || $1 || '%'
       UNION ALL SELECT 1 FROM access.audit a WHERE a::text LIKE '%' || $1 || '%'`,
      secret.slice(6),
    );
    expect(rows).toEqual([]);
    const days = (Date.parse(made.expires_at) - Date.parse(made.created_at)) / 86_400_000;
    expect(days).toBe(90);
  });

  it('may be narrower than its account, never wider', async () => {
    const narrow = await make(accounts.sentinelle, { name: 'open data', public_only: true });
    const headers = { authorization: `Bearer ${narrow.secret}` };
    expect(await me(headers)).toMatchObject({ role: 'public', name: 'One sentinelle' });
    const { secret } = await make(accounts.sentinelle);
    await query(`UPDATE access.account SET role = 'analyst' WHERE id = $1`, accounts.sentinelle.id);
    expect(await me({ authorization: `Bearer ${secret}` })).toMatchObject({ role: 'analyst' });
    await query(
      `UPDATE access.account SET role = 'sentinelle' WHERE id = $1`,
      accounts.sentinelle.id,
    );
  });

  it('opens nothing once it was revoked, has ended, or its account is closed', async () => {
    const [revoked, ended, closed] = [
      await make(accounts.operator),
      await make(accounts.operator, { name: 'short', days: 1 }),
      await make(others.operator),
    ];
    expect((await revoke(accounts.operator, revoked.id)).status).toBe(204);
    await query(`UPDATE access.token SET expires_at = now() WHERE id = $1`, ended.id);
    await query(`UPDATE access.account SET closed_at = now() WHERE id = $1`, others.operator.id);
    const answers = await Promise.all(
      [revoked, ended, closed].map(async ({ secret }) => {
        const response = await api.get('/v1/me', { authorization: `Bearer ${secret}` });
        return { status: response.status, body: await response.text() };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 401 });
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect((await list(accounts.operator)).map(({ id }) => id)).not.toContain(revoked.id);
  });

  it('of another account is as unknown as none', async () => {
    const foreign = await make(others.analyst);
    const answers = [];
    for (const id of [foreign.id, '00000000-0000-4000-8000-000000000000', 'x']) {
      const response = await revoke(accounts.analyst, id);
      answers.push([response.status, await response.text()]);
    }
    expect(answers[0]![0]).toBe(404);
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(await me({ authorization: `Bearer ${foreign.secret}` })).toMatchObject({
      role: 'analyst',
    });
  });

  it('makes no other', async () => {
    const headers = bearer(accounts.analyst);
    expect(await codeOf(await send(`POST ${api.url}/v1/tokens`, headers, { name: 'x' }))).toEqual([
      403,
      'not_permitted',
    ]);
    expect((await api.get('/v1/tokens', headers)).status).toBe(403);
    expect(await codeOf(await send(`POST ${api.url}/v1/tokens`, {}, { name: 'x' }))).toEqual([
      401,
      'sign_in_needed',
    ]);
  });

  it('is made by a page of this site alone', async () => {
    const { cookie } = accounts.analyst;
    const tries = [
      { cookie },
      { cookie, origin: 'https://elsewhere.example' },
      { cookie, origin: 'null' },
      { cookie, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of tries) {
      const response = await send(`POST ${api.url}/v1/tokens`, headers, { name: 'x' });
      expect(await codeOf(response)).toEqual([403, 'wrong_origin']);
    }
    const own = { cookie, 'sec-fetch-site': 'same-origin' };
    expect((await send(`POST ${api.url}/v1/tokens`, own, { name: 'x' })).status).toBe(201);
  });

  it('has a name and an end, and there are few of them', async () => {
    const headers = { cookie: accounts.agency.cookie, origin };
    for (const body of [
      {},
      { name: '' },
      { name: 'x', days: 366 },
      { name: 'x', role: 'operator' },
    ]) {
      expect((await send(`POST ${api.url}/v1/tokens`, headers, body)).status).toBe(400);
    }
    for (let made = 1; made < 20; made++) await make(accounts.agency);
    const refused = await send(`POST ${api.url}/v1/tokens`, headers, { name: 'one more' });
    expect(await codeOf(refused)).toEqual([409, 'too_many_tokens']);
  });
});
