import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { hashOf } from '../access/secrets.js';
import Provider from 'oidc-provider';
import { type LocalIdentity, signedOutPage, signInPage, signOutPage } from './sign-in-page.js';

export interface LocalIssuerOptions {
  port: number;
  host: string;
  /** Address that its tokens name. */
  issuer: string;
  client: { id: string; secret: string };
  /** Where it sends browsers back to. */
  redirectUri: string;
  /** Where it says that a session is over. */
  logoutUri: string;
  identities: readonly LocalIdentity[];
  /** The one password of all of them. */
  password: string;
  /** Keys that it signs with; drawn where none are given. */
  keys?: readonly JWK[];
}

export interface LocalIssuer {
  close(): Promise<void>;
}

/** A key to sign with. */
export async function newKey(id: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: id, alg: 'RS256', use: 'sig' };
}

/** Answers as the provider, with a page to sign in at. */
export async function serveIssuer(
  provider: Provider,
  options: LocalIssuerOptions,
): Promise<LocalIssuer> {
  const answer = provider.callback();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', options.issuer);
    if (pathname === '/health') response.end('{"status":"ok"}');
    else if (pathname.startsWith('/interaction/')) {
      interact(provider, options, request, response).catch(() => response.writeHead(400).end());
    } else void answer(request, response);
  });
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once('error', reject);
  server.listen(options.port, options.host, () => resolve(undefined));
  await promise;
  return {
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** An OpenID provider on this machine, for whoever tries Vigie out: an identity of each role. */
export async function localProvider(options: LocalIssuerOptions): Promise<Provider> {
  const { issuer, client, redirectUri, logoutUri, keys = [await newKey('local')] } = options;
  return new Provider(issuer, {
    clients: [
      {
        ...{ client_id: client.id, client_secret: client.secret },
        ...{ redirect_uris: [redirectUri], response_types: ['code'] },
        grant_types: ['authorization_code'],
        ...{ backchannel_logout_uri: logoutUri, backchannel_logout_session_required: true },
      },
    ],
    jwks: { keys: keys.map((key) => ({ ...key })) },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = signedOutPage;
        },
      },
    },
    renderError: (context, { error }) => {
      context.type = 'text';
      context.body = error;
    },
    // By itself it calls no address of this machine, which is where the API is.
    fetch: (url, request) => {
      const { dispatcher: _, ...plain } = (request ?? {}) as RequestInit & { dispatcher?: unknown };
      return fetch(url, plain);
    },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // There is one client and it is ours: whoever signs in agrees to be told to it.
    loadExistingGrant: async (context) => {
      const { oidc } = context;
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    ttl: { Session: 3_600, Interaction: 600, Grant: 3_600, IdToken: 300, AccessToken: 300 },
  });
}

async function interact(
  provider: Provider,
  { identities, password }: LocalIssuerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    show(response, signInPage(uid, identities, false));
    return;
  }
  const form = await formOf(request);
  const chosen = identities.find(({ subject }) => subject === form.get('subject'));
  const isRight = timingSafeEqual(
    Buffer.from(hashOf(form.get('password') ?? '')),
    Buffer.from(hashOf(password)),
  );
  if (chosen === undefined || !isRight) {
    show(response, signInPage(uid, identities, true));
    return;
  }
  await provider.interactionFinished(request, response, { login: { accountId: chosen.subject } });
}

function show(response: ServerResponse, page: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
  response.end(page);
}

/** A form of a few words. */
async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > 2_000) throw new Error('too long');
  }
  return new URLSearchParams(text);
}
