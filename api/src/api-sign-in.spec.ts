import { type Me } from '@vigie/contract';
import { decodeJwt, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { demonstrationAccounts } from './commands/demonstration.js';
import { type TestBrowser } from './testing/browser.js';
import { password, signInWorld, site } from './testing/sign-in-world.js';
import { startApi } from './start-api.js';

const world = signInWorld();
const cookieName = '__Host-vigie';
beforeEach(() => {
  world.tamper = undefined;
});

const me = async (browser: TestBrowser): Promise<Me> =>
  (await (await browser.request(`${site}/v1/me`)).json()) as Me;
const rows = async (text: string, ...values: unknown[]): Promise<unknown[]> =>
  (await world.api.database.owner.query<Record<string, unknown>>(text, values)).rows;

describe('signing in', () => {
  it.each(demonstrationAccounts)('makes a browser the account of role $role', async (account) => {
    const browser = world.browser();
    expect(await me(browser)).toMatchObject({ role: 'public' });
    const page = '/territoires/REG-84?mois=2026-10';
    expect(await world.signIn(browser, account.subject, page)).toBe(page);
    const { role, name, vendor } = account;
    expect(await me(browser)).toMatchObject({ role, name, vendor });
  });

  it('asks for a code by PKCE, with a state and a nonce of each time', async () => {
    const asked = await Promise.all(
      [1, 2].map(async () => {
        const answer = await world.browser().request(`${site}/auth/login`);
        expect(answer.headers.get('cache-control')).toBe('private, no-store');
        return new URL(answer.headers.get('location')!).searchParams;
      }),
    );
    for (const query of asked) {
      expect(Object.fromEntries(query)).toMatchObject({
        ...{ response_type: 'code', scope: 'openid', client_id: 'vigie' },
        ...{ code_challenge_method: 'S256', redirect_uri: `${site}/auth/callback/local` },
      });
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked[0]!.get(name)).not.toBe(asked[1]!.get(name));
    }
  });

  it('gives the browser a secret and nothing of the issuer', async () => {
    const browser = world.browser();
    let idToken = '';
    world.tamper = (token) => (idToken = token);
    const answer = await browser.request(await world.authorise(browser, 'analyst'));
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-vigie=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(await answer.text()).toBe('');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const secret = browser.cookie(site, cookieName)!;
    const kept = await rows(
      `SELECT s::text FROM access.session s UNION ALL SELECT a::text FROM access.audit a
       UNION ALL SELECT t::text FROM access.sign_in t`,
    );
    expect(idToken.length).toBeGreaterThan(100);
    for (const text of [secret, idToken.split('.')[2]!]) {
      expect(JSON.stringify(kept)).not.toContain(text);
    }
  });

  it('is recorded, and so is being refused', async () => {
    await world.signIn(world.browser(), 'operator');
    expect(await world.signIn(world.browser(), 'stranger', '/en/editeurs')).toBe(
      '/en/connexion?refus=unknown',
    );
    const recorded = await rows(
      'SELECT role, action, subject FROM access.audit ORDER BY id DESC LIMIT 2',
    );
    expect(recorded).toEqual([
      { role: 'public', action: 'sign_in_refused', subject: 'local, without an account' },
      { role: 'operator', action: 'sign_in', subject: 'local' },
    ]);
  });

  it('needs the password that was printed', async () => {
    const browser = world.browser();
    const { address } = await browser.follow(`${site}/auth/login`);
    for (const body of [
      { subject: 'operator', password: 'x' },
      { subject: 'nobody', password },
    ]) {
      const form = { method: 'POST', body: new URLSearchParams(body) };
      expect((await browser.follow(address, site, form)).page).toContain('role="alert"');
    }
  });

  it('is not for accounts that were made to be tried out, in production', async () => {
    const settings = { ...world.api.database.settings, issuers: [world.issuer] };
    const production = await startApi({ ...settings, isProduction: true });
    const browser = world.browser();
    const callback = await world.authorise(browser, 'administrator');
    const cookie = `__Host-vigie_sign_in=${browser.cookie(site, '__Host-vigie_sign_in')!}`;
    const answer = await fetch(callback.replace(site, production.url), {
      ...{ headers: { cookie }, redirect: 'manual' },
    });
    expect(answer.headers.get('location')).toBe('/connexion?refus=unknown');
    await production.close();
  });
});

describe('an answer of the issuer', () => {
  it('is taken once, by the browser that asked, with the state that it was given', async () => {
    const browser = world.browser();
    const callback = await world.authorise(browser, 'analyst');
    const elsewhere = await world.browser().request(callback);
    expect(elsewhere.headers.get('location')).toBe('/connexion?refus=expired');
    const other = new URL(callback);
    other.searchParams.set('state', 'another');
    const changed = await browser.request(other.href);
    expect(changed.headers.get('location')).toBe('/connexion?refus=expired');
    expect((await browser.request(callback)).headers.get('location')).toBe('/');
    const replayed = await browser.request(callback);
    expect(replayed.headers.get('location')).toBe('/connexion?refus=expired');
  });

  it('is not waited for longer than ten minutes', async () => {
    const browser = world.browser();
    const callback = await world.authorise(browser, 'analyst');
    await rows(`UPDATE access.sign_in SET created_at = now() - interval '10 minutes'`);
    const late = await browser.request(callback);
    expect(late.headers.get('location')).toBe('/connexion?refus=expired');
  });

  /** The identity that the issuer gave, with other claims, signed by one of its keys. */
  const resigned =
    (change: (claims: JWTPayload) => JWTPayload, key = 'first') =>
    async (token: string): Promise<string> => {
      const { kid, ...jwk } = await world.keyOf(key);
      return new SignJWT(change(decodeJwt(token)))
        .setProtectedHeader({ alg: 'RS256', kid: kid ?? '' })
        .sign(await importJWK(jwk, 'RS256'));
    };
  const now = (): number => Math.floor(Date.now() / 1_000);
  let former = '';

  it.each<[string, (token: string) => string | Promise<string>]>([
    ['is for another client', resigned((claims) => ({ ...claims, aud: 'another' }))],
    ['is for others too', resigned((claims) => ({ ...claims, aud: ['vigie', 'another'] }))],
    ['is of another issuer', resigned((claims) => ({ ...claims, iss: `${String(claims.iss)}/` }))],
    ['has another nonce', resigned((claims) => ({ ...claims, nonce: 'another' }))],
    ['has no nonce', resigned(({ nonce: _, ...claims }) => claims)],
    ['has ended', resigned((claims) => ({ ...claims, exp: now() - 60 }))],
    ['comes from the future', resigned((claims) => ({ ...claims, iat: now() + 60 }))],
    ['names no one', resigned(({ sub: _, ...claims }) => claims)],
    ['is signed by a key that is not its own', resigned((claims) => claims, 'forged')],
    ['is signed by no one', (token) => new UnsecuredJWT(decodeJwt(token)).encode()],
    ['was changed', (token) => token.replace(/\.[^.]+\./, (part) => `${part.slice(0, -3)}AA.`)],
    ['was given before', () => former],
  ])('is refused where its identity %s', async (_, tamper) => {
    const browser = world.browser();
    world.tamper = (token) => (former = token);
    await world.signIn(world.browser(), 'administrator');
    world.tamper = tamper;
    expect(await world.signIn(browser, 'administrator')).toBe('/connexion?refus=refused');
    expect(browser.cookie(site, cookieName)).toBeUndefined();
    expect(await me(browser)).toMatchObject({ role: 'public' });
  });

  it('is taken where clocks differ a little', async () => {
    for (const change of [
      (claims: JWTPayload) => ({ ...claims, exp: now() - 20 }),
      (claims: JWTPayload) => ({ ...claims, iat: now() + 20 }),
    ]) {
      world.tamper = resigned(change);
      expect(await world.signIn(world.browser(), 'analyst')).toBe('/');
    }
  });

  it('is checked with the keys that the issuer has now', async () => {
    await world.restart('second', 'first');
    expect(await world.signIn(world.browser(), 'analyst')).toBe('/');
    await world.restart('third');
    expect(await world.signIn(world.browser(), 'analyst')).toBe('/');
    world.tamper = resigned((claims) => claims, 'first');
    expect(await world.signIn(world.browser(), 'analyst')).toBe('/connexion?refus=refused');
    await world.restart('first');
  });

  it('that says no is told to the browser as such', async () => {
    const browser = world.browser();
    const begun = await browser.request(`${site}/auth/login`);
    const state = new URL(begun.headers.get('location')!).searchParams.get('state')!;
    const denied = `${site}/auth/callback/local?error=access_denied&state=${state}`;
    expect((await browser.request(denied)).headers.get('location')).toBe(
      '/connexion?refus=refused',
    );
  });
});

describe('an issuer', () => {
  it('that does not answer is said not to', async () => {
    await world.stopIssuer();
    const answer = await world.browser().request(`${site}/auth/login?return_to=/en`);
    expect(answer.headers.get('location')).toBe('/en/connexion?refus=unavailable');
    await world.restart('first');
  });

  it('that is not trusted is refused, with those that are', async () => {
    const answer = await world.browser().request(`${site}/auth/login?issuer=other`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ field: 'issuer', allowed: ['local'] });
    const list = await world.browser().request(`${site}/v1/issuers`);
    expect(await list.json()).toEqual({ issuers: [{ id: 'local', name: 'Local' }] });
  });
});
