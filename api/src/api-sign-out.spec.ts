import { importJWK, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { type TestBrowser } from './testing/browser.js';
import { signInWorld, site } from './testing/sign-in-world.js';

const world = signInWorld();
const roleOf = async (browser: TestBrowser): Promise<string> =>
  ((await (await browser.request(`${site}/v1/me`)).json()) as { role: string }).role;

async function signedIn(subject: string): Promise<TestBrowser> {
  const browser = world.browser();
  await world.signIn(browser, subject);
  expect(await roleOf(browser)).toBe(subject);
  return browser;
}

describe('signing out', () => {
  const out = (browser: TestBrowser, headers: Record<string, string>) =>
    browser.request(`${site}/auth/logout`, { method: 'POST', headers });

  it('ends the session, also for who kept its secret', async () => {
    const browser = await signedIn('analyst');
    const secret = browser.cookie(site, '__Host-vigie')!;
    const answer = await out(browser, { origin: site });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(browser.cookie(site, '__Host-vigie')).toBeUndefined();
    const kept = await fetch(`${world.apiUrl}/v1/me`, {
      headers: { cookie: `__Host-vigie=${secret}` },
    });
    expect(await kept.json()).toMatchObject({ role: 'public' });
  });

  it('is asked for by a page of this site alone', async () => {
    const browser = await signedIn('analyst');
    expect((await out(browser, {})).status).toBe(403);
    expect((await out(browser, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect(await roleOf(browser)).toBe('analyst');
  });

  it('is possible while it cannot be recorded; signing in is not', async () => {
    const browser = await signedIn('analyst');
    const { owner } = world.api.database;
    const right = 'INSERT (account, role, action, subject) ON access.audit';
    await owner.query(`REVOKE ${right} FROM vigie_api`);
    expect(await world.signIn(world.browser(), 'operator')).toMatch(/^503 /);
    await out(browser, { origin: site });
    await owner.query(`GRANT ${right} TO vigie_api`);
    expect(await roleOf(browser)).toBe('public');
  });
});

describe('an issuer that signs someone out', () => {
  it('ends the session here, and no other', async () => {
    const [browser, other] = [await signedIn('vendor'), await signedIn('agency')];
    // The provider asks first, in a form of its own.
    const { page } = await browser.follow(`${world.issuer.issuer}/session/end`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    await browser.request(`${world.issuer.issuer}/session/end/confirm`, {
      ...{ method: 'POST', body: new URLSearchParams({ xsrf, logout: 'yes' }) },
    });
    await expect.poll(() => roleOf(browser)).toBe('public');
    expect(await roleOf(other)).toBe('agency');
  });

  const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  type Claims = Record<string, unknown>;
  async function notify(claims: Claims, header: Claims = {}, key = 'first'): Promise<number> {
    const { kid, ...jwk } = await world.keyOf(key);
    const now = Math.floor(Date.now() / 1_000);
    const token = await new SignJWT({
      ...{
        iss: world.issuer.issuer,
        aud: 'vigie',
        iat: now,
        exp: now + 120,
        jti: `${Math.random()}`,
      },
      ...{ sub: 'sentinelle', events: event },
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: kid ?? '', typ: 'logout+jwt', ...header })
      .sign(await importJWK(jwk, 'RS256'));
    const body = new URLSearchParams({ logout_token: token });
    const url = `${world.apiUrl}/auth/backchannel-logout`;
    return (await fetch(url, { method: 'POST', body })).status;
  }

  it('ends all sessions of a subject where it names none', async () => {
    const browsers = [await signedIn('sentinelle'), await signedIn('sentinelle')];
    expect(await notify({})).toBe(200);
    expect(await Promise.all(browsers.map(roleOf))).toEqual(['public', 'public']);
  });

  it('is not believed when it is someone else', async () => {
    const browser = await signedIn('sentinelle');
    const past = Math.floor(Date.now() / 1_000) - 300;
    const tries: [Claims, Claims?, string?][] = [
      [{ aud: 'another' }],
      [{ iss: 'https://elsewhere.example' }],
      [{ events: {} }],
      [{ events: undefined }],
      [{ nonce: 'n' }],
      [{ sub: undefined }],
      [{ jti: undefined }],
      [{ iat: past }],
      [{ exp: past }],
      [{}, { typ: 'JWT' }],
      [{}, {}, 'forged'],
    ];
    for (const [claims, header, key] of tries) {
      expect(await notify(claims, header, key), JSON.stringify([claims, header])).toBe(400);
    }
    expect(await roleOf(browser)).toBe('sentinelle');
  });
});
