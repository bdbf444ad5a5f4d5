import { type Me, problemShape } from '@vigie/contract';
import { beforeAll } from 'vitest';
import { addAccount, makeToken } from '../commands/accounts.js';
import { accountRoles } from '@vigie/warehouse/schema';
import { type AccountRole } from '../access/permissions.js';
import { hashOf, newSecret } from '../access/secrets.js';
import { connect } from '@vigie/warehouse';
import { type TestDatabase } from './database.js';
import { type PublishedApi } from './published-api.js';

export interface TestAccount {
  id: string;
  /** Secret of a token of the account. */
  token: string;
  /** Header of a browser that is signed in. */
  cookie: string;
}

/** An account of each role with a token and a session; the vendor is `v-mdv-01`, the agency's is REG-84. */
export async function openAccounts(
  database: TestDatabase,
  options: { demonstration?: boolean; suffix?: string } = {},
): Promise<Record<AccountRole, TestAccount>> {
  const owner = await connect(database.ownerUrl, 'DATABASE_URL');
  const accounts: Partial<Record<AccountRole, TestAccount>> = {};
  for (const role of accountRoles) {
    const id = await addAccount(owner, {
      issuer: 'https://issuer.example',
      subject: `${role}${options.suffix ?? ''}`,
      ...{ name: `One ${role}`, organisation: 'Tests', role },
      territories: role === 'agency' ? ['REG-84'] : [],
      vendor: role === 'vendor' ? 'v-mdv-01' : null,
      demonstration: options.demonstration ?? false,
    });
    const token = await makeToken(owner, { account: id, name: 'test', days: 1, publicOnly: false });
    const secret = newSecret('');
    await owner.query('INSERT INTO access.session (hash, account) VALUES ($1, $2)', [
      hashOf(secret),
      id,
    ]);
    accounts[role] = { id, token, cookie: `__Host-vigie=${secret}` };
  }
  await owner.end();
  return accounts as Record<AccountRole, TestAccount>;
}

/** Opens accounts before the tests of a file; the answer is filled by then. */
export function accountsOf(
  api: PublishedApi,
  options?: Parameters<typeof openAccounts>[1],
): Record<AccountRole, TestAccount> {
  const accounts = {} as Record<AccountRole, TestAccount>;
  beforeAll(async () => {
    Object.assign(accounts, await openAccounts(api.database, options));
  }, 60_000);
  return accounts;
}

/** Who the API says that a request comes from. */
export const meOf = async (api: PublishedApi, headers: Record<string, string>): Promise<Me> =>
  (await (await api.get('/v1/me', headers)).json()) as Me;

export const bearer = ({ token }: TestAccount): Record<string, string> => ({
  authorization: `Bearer ${token}`,
});

/** What the pages of the site under test come from. */
export const origin = 'https://vigie.example';

/** What a page of the site sends: `POST https://…`. */
export function send(
  request: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Response> {
  const [method = 'GET', url = ''] = request.split(' ');
  return fetch(url, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** Status and code of a refusal. */
export async function codeOf(response: Response): Promise<[number, string]> {
  const problem = problemShape.parse(await response.json());
  return [response.status, problem.code];
}
