import { problemShape } from '@vigie/contract';
import { connect } from '@vigie/warehouse';
import { afterEach, describe, expect, it } from 'vitest';
import { type Limits } from './api-context.js';
import { type RunningApi, startApi } from './start-api.js';
import { accountsOf, bearer, type TestAccount } from './testing/accounts.js';
import { publishedApi } from './testing/published-api.js';

const api = publishedApi(() => []);
const accounts = accountsOf(api);
const started: RunningApi[] = [];

afterEach(async () => {
  for (const one of started.splice(0)) await one.close();
});

async function limited(
  limits: Limits,
): Promise<(path: string, headers?: object) => Promise<Response>> {
  const running = await startApi({ ...api.database.settings, limits });
  started.push(running);
  return (path, headers = {}) => fetch(`${running.url}${path}`, { headers: { ...headers } });
}
const from = (address: string) => ({ 'x-forwarded-for': address });

async function statuses(count: number, ask: () => Promise<Response>): Promise<number[]> {
  const all: number[] = [];
  for (let turn = 0; turn < count; turn++) all.push((await ask()).status);
  return all;
}

describe('what one may ask within a minute', () => {
  it('is limited by address, and said with when to come back', async () => {
    const get = await limited({ perMinute: 3 });
    expect(await statuses(3, () => get('/v1/me', from('192.0.2.1')))).toEqual([200, 200, 200]);
    const refused = await get('/v1/me', from('192.0.2.1'));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(problemShape.parse(await refused.json())).toMatchObject({ code: 'too_many_requests' });
    expect((await get('/v1/me', from('192.0.2.2'))).status).toBe(200);
  });

  it('counts what is refused too: tokens are not guessed', async () => {
    const get = await limited({ perMinute: 3 });
    const guess = () => get('/v1/me', { ...from('192.0.2.3'), authorization: 'Bearer guess' });
    expect(await statuses(5, guess)).toEqual([401, 401, 401, 429, 429]);
  });

  it('is not changed by what a visitor says of itself', async () => {
    const get = await limited({ perMinute: 3 });
    let turn = 0;
    // The web adds the address that it has seen to what the visitor sent.
    const lie = () => get('/v1/me', from(`203.0.113.${turn++}, 192.0.2.4`));
    expect(await statuses(4, lie)).toEqual([200, 200, 200, 429]);
    const network = () => get('/v1/me', from(`2001:db8:1:2::${(turn++).toString(16)}`));
    expect(await statuses(4, network)).toEqual([200, 200, 200, 429]);
  });

  it('is limited by account and by organisation, from wherever they ask', async () => {
    const get = await limited({ perMinute: 3 });
    let turn = 1;
    const ask = (account: TestAccount) => () =>
      get('/v1/me', { ...bearer(account), ...from(`192.0.2.${turn++}`) });
    expect(await statuses(4, ask(accounts.analyst))).toEqual([200, 200, 200, 429]);
    const refused = await ask(accounts.analyst)();
    expect(refused.headers.get('cache-control')).toBe('private, no-store');
    // The six accounts are of one organisation, which may ask five times as much.
    for (const role of ['agency', 'vendor', 'sentinelle', 'operator'] as const) {
      await statuses(3, ask(accounts[role]));
    }
    expect((await ask(accounts.administrator)()).status).toBe(429);
  });
});

describe('more than can be answered', () => {
  /** Keeps every question about editions waiting until it is called. */
  async function hold(): Promise<() => Promise<void>> {
    const owner = await connect(api.database.ownerUrl, 'DATABASE_URL');
    await owner.query('BEGIN');
    await owner.query('LOCK TABLE published.current IN ACCESS EXCLUSIVE MODE');
    return async () => {
      await owner.query('ROLLBACK');
      await owner.end();
    };
  }
  const settled = (answers: Promise<Response>[]) =>
    Promise.all(answers.map(async (answer) => (await answer).status));

  it('is refused at once, and what waits is answered', async () => {
    const get = await limited({ patience: { mostWaiting: 4, deadline: 20_000 } });
    const release = await hold();
    const waiting = Array.from({ length: 4 }, () => get('/v1/edition'));
    await expect.poll(async () => (await get('/v1/me')).status).toBe(503);
    const refused = await get('/v1/me');
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(problemShape.parse(await refused.json())).toMatchObject({ code: 'unavailable' });
    await release();
    expect(await settled(waiting)).toEqual([200, 200, 200, 200]);
    expect((await get('/v1/me')).status).toBe(200);
    // Whether the process lives is answered however many wait.
    expect((await get('/health')).status).toBe(200);
  });

  it('makes room for others when those who wait leave', async () => {
    const get = await limited({ patience: { mostWaiting: 1, deadline: 20_000 } });
    const release = await hold();
    const leaving = new AbortController();
    const url = started[0]!.url;
    const left = fetch(`${url}/v1/edition`, { signal: leaving.signal }).catch(() => 'left');
    await expect.poll(async () => (await get('/v1/me')).status).toBe(503);
    leaving.abort();
    expect(await left).toBe('left');
    await expect.poll(async () => (await get('/v1/me')).status).toBe(200);
    await release();
  });

  it('waits no longer than its deadline', async () => {
    const get = await limited({ patience: { mostWaiting: 5, deadline: 300 } });
    const release = await hold();
    const late = await get('/v1/edition');
    expect(late.status).toBe(503);
    expect(await late.json()).toMatchObject({ code: 'unavailable' });
    await release();
    expect((await get('/v1/edition')).status).toBe(200);
  });

  it('is finished when the process is asked to stop, which takes nothing new', async () => {
    const get = await limited({});
    const [running] = started.splice(0);
    const release = await hold();
    const waiting = [get('/v1/edition'), get('/v1/edition')];
    await new Promise((resolve) => setTimeout(resolve, 300));
    const closed = running!.close();
    await expect
      .poll(() =>
        get('/health').then(
          ({ status }) => status,
          () => 'refused',
        ),
      )
      .not.toBe(200);
    await release();
    expect(await settled(waiting)).toEqual([200, 200]);
    await closed;
  });
});

describe('every answer', () => {
  it('keeps browsers to this site, also where it is a refusal', async () => {
    const get = await limited({});
    for (const path of ['/v1/me', '/v1/tokens', '/v1/nothing', '/health', '/openapi']) {
      const { headers } = await get(path);
      const said = Object.fromEntries(headers);
      expect(said, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      });
      expect(said['content-security-policy'], path).toMatch(
        /default-src 'none'.*frame-ancestors 'none'/,
      );
      expect(said, path).not.toHaveProperty('x-powered-by');
    }
  });

  it('is of a question that is not too long, with a body that is not too large', async () => {
    const get = await limited({});
    const long = await get(`/v1/me?${'a'.repeat(8_000)}`);
    expect(long.status).toBe(414);
    expect(problemShape.parse(await long.json())).toMatchObject({ code: 'too_long' });
    const { cookie } = accounts.analyst;
    const large = await fetch(`${started[0]!.url}/v1/tokens`, {
      method: 'POST',
      headers: { cookie, origin: 'https://vigie.example', 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'a'.repeat(70_000) }),
    });
    expect(large.status).toBe(413);
    expect(problemShape.parse(await large.json())).toMatchObject({ status: 413 });
  });
});
