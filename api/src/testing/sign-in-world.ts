import { connect } from '@vigie/warehouse';
import { afterAll, beforeAll } from 'vitest';
import { type Issuer } from '../features/sign-in/issuers.js';
import {
  type LocalIssuer,
  type LocalIssuerOptions,
  localProvider,
  newKey,
  serveIssuer,
} from '../issuer/local-issuer.js';
import { type RunningApi, startApi } from '../start-api.js';
import { addDemonstration, demonstrationAccounts } from '../commands/demonstration.js';
import { TestBrowser } from './browser.js';
import { freePort } from './database.js';
import { type PublishedApi, publishedApi } from './published-api.js';

export const site = 'https://vigie.example';
export const password = 'the printed one';
/** Signs in at the issuer, and no account is his. */
export const stranger = { subject: 'stranger', name: 'Stranger' };

type Tamper = (idToken: string) => string | Promise<string>;

/** An API, a provider on this machine and its accounts, for the tests of a file. */
export interface SignInWorld {
  readonly api: PublishedApi;
  readonly apiUrl: string;
  readonly issuer: Issuer;
  /** What is done to the identity that the provider gives next. */
  tamper: Tamper | undefined;
  /** Starts the provider anew, with keys of those names. */
  restart(...keys: string[]): Promise<void>;
  stopIssuer(): Promise<void>;
  keyOf(name: string): ReturnType<typeof newKey>;
  browser(): TestBrowser;
  /** As far as the answer of the provider, which is not followed. */
  authorise(browser: TestBrowser, subject: string, page?: string): Promise<string>;
  /** All the way; where the browser ends up. */
  signIn(browser: TestBrowser, subject: string, page?: string): Promise<string>;
}

export function signInWorld(): SignInWorld {
  const api = publishedApi();
  const keys = new Map<string, Awaited<ReturnType<typeof newKey>>>();
  let issuer: Issuer;
  let local: LocalIssuer | undefined;
  let running: RunningApi;
  let issuerPort = 0;

  const world: SignInWorld = {
    api,
    tamper: undefined,
    get apiUrl() {
      return running.url;
    },
    get issuer() {
      return issuer;
    },
    async keyOf(name) {
      const key = keys.get(name) ?? (await newKey(name));
      keys.set(name, key);
      return key;
    },
    async restart(...names) {
      await local?.close();
      const options: LocalIssuerOptions = {
        ...{ port: issuerPort, host: '127.0.0.1', issuer: issuer.issuer, password },
        client: { id: issuer.clientId, secret: issuer.clientSecret },
        redirectUri: `${site}/auth/callback/local`,
        logoutUri: `${running.url}/auth/backchannel-logout`,
        identities: [...demonstrationAccounts, stranger],
        keys: await Promise.all(names.map((name) => world.keyOf(name))),
      };
      const provider = await localProvider(options);
      provider.use(async (context, next) => {
        await next();
        const body = context.body as { id_token?: string } | undefined;
        if (context.path !== '/token' || body?.id_token === undefined || !world.tamper) return;
        body.id_token = await world.tamper(body.id_token);
      });
      local = await serveIssuer(provider, options);
    },
    stopIssuer: async () => local?.close(),
    browser: () => new TestBrowser({ [site]: running.url }),
    async authorise(browser, subject, page = '/') {
      const begin = `${site}/auth/login?return_to=${encodeURIComponent(page)}`;
      const { address, page: form } = await browser.follow(begin);
      if (!form.includes('name="password"')) throw new Error(`no form at ${address}: ${form}`);
      const body = new URLSearchParams({ subject, password });
      const callback = `${site}/auth/callback`;
      const end = await browser.follow(address, callback, { method: 'POST', body });
      return end.address;
    },
    async signIn(browser, subject, page) {
      const answer = await browser.request(await world.authorise(browser, subject, page));
      return answer.headers.get('location') ?? `${answer.status} ${await answer.text()}`;
    },
  };

  beforeAll(async () => {
    issuerPort = await freePort();
    issuer = {
      ...{ id: 'local', name: 'Local', issuer: `http://localhost:${issuerPort}` },
      ...{ clientId: 'vigie', clientSecret: 'a secret of the test' },
    };
    running = await startApi({ ...api.database.settings, issuers: [issuer] });
    const owner = await connect(api.database.ownerUrl, 'DATABASE_URL');
    await addDemonstration(owner, issuer.issuer, false);
    await owner.end();
    await world.restart('first');
  }, 60_000);

  afterAll(async () => {
    await local?.close();
    await running.close();
  });
  return world;
}
