import { connect } from '@vigie/warehouse';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type AccountRole } from './access/permissions.js';
import { auditPages, type AuditRow, verifyChain } from './commands/audit-chain.js';
import { bearer, openAccounts, type TestAccount } from './testing/accounts.js';
import { publishedApi } from './testing/published-api.js';
import { publishedWorld, revised } from './testing/published-world.js';
import { addAccount } from './commands/accounts.js';

const api = publishedApi(() => publishedWorld().filter(({ measure }) => measure === revised));
let accounts: Record<AccountRole, TestAccount>;
type Client = Awaited<ReturnType<typeof connect>>;
let owner: Client;

beforeAll(async () => {
  accounts = await openAccounts(api.database);
  owner = await connect(api.database.ownerUrl, 'DATABASE_URL');
  return () => owner.end();
}, 60_000);

const series = `/v1/series?measure=${revised}&split=region&period=2026-10`;

/** Runs as the API's role. */
async function asApi(): Promise<Client> {
  const client = await connect(api.database.settings.databaseUrl, 'DATABASE_URL');
  onTestFinished(() => client.end());
  return client;
}

async function recorded(): Promise<AuditRow[]> {
  const rows: AuditRow[] = [];
  for await (const page of auditPages(owner)) rows.push(...page);
  return rows;
}
const verdict = (known: Parameters<typeof verifyChain>[1] = null) =>
  verifyChain(auditPages(owner), known);

describe('the audit', () => {
  it('has the files that accounts take away and what administrators read as others', async () => {
    const before = (await recorded()).length;
    await api.get(`${series}&format=csv`, bearer(accounts.analyst));
    await api.get('/v1/cube', bearer(accounts.agency)).then((answer) => answer.arrayBuffer());
    await api.get(series, bearer(accounts.analyst));
    await api.get(`${series}&format=csv`);
    await api.get('/v1/me', { ...bearer(accounts.administrator), 'x-view-as': 'vendor:v-mdv-02' });
    const rows = (await recorded()).slice(before);
    expect(
      rows.map(({ account, role, action, subject }) => [account, role, action, subject]),
    ).toEqual([
      [accounts.analyst.id, 'analyst', 'export', `GET ${series}&format=csv, 18 rows`],
      [accounts.agency.id, 'agency', 'export', 'GET /v1/cube'],
      [accounts.administrator.id, 'administrator as vendor', 'view_as', 'GET /v1/me'],
    ]);
  });

  it('has what the owner’s command did', async () => {
    const { id, ...account } = (await recorded()).find(({ action }) => action === 'account_added')!;
    expect(id).toBe('1');
    expect(account).toMatchObject({ account: '', role: 'command' });
    const wrong = { issuer: 'i', subject: 's', name: 'n', organisation: 'o', territories: [] };
    for (const [role, vendor, sentence] of [
      ['vendor', 'v-nobody', /no territory or vendor “v-nobody”/],
      ['vendor', null, /--vendor/],
      ['agency', null, /--territories/],
      ['king', null, /no role “king”: give one of agency/],
    ] as const) {
      await expect(addAccount(owner, { ...wrong, role, vendor })).rejects.toThrow(sentence);
    }
  });

  it('has a change of an account once, however often it is asked for', async () => {
    const account = {
      ...{ issuer: 'i', subject: 'changing', name: 'n', organisation: 'o' },
      ...{ role: 'analyst', territories: [], vendor: null },
    };
    const before = (await recorded()).length;
    const ids = [await addAccount(owner, account), await addAccount(owner, account)];
    ids.push(await addAccount(owner, { ...account, role: 'operator' }));
    expect(new Set(ids)).toEqual(new Set([ids[0]]));
    const rows = (await recorded()).slice(before);
    expect(rows.map(({ subject }) => subject)).toEqual([
      `${ids[0]!} analyst`,
      `${ids[0]!} operator`,
    ]);
  });

  it('keeps one chain while many write at once', async () => {
    const clients = await Promise.all(Array.from({ length: 6 }, asApi));
    const before = (await recorded()).length;
    await Promise.all(
      clients.map(async (client, writer) => {
        for (let turn = 0; turn < 20; turn++) {
          await client.query(
            `INSERT INTO access.audit (account, role, action, subject) VALUES ($1, 'r', 'a', $2)`,
            [`é${writer}`, `${turn},`],
          );
        }
      }),
    );
    const { length } = await recorded();
    expect(length).toBe(before + 120);
    expect(await verdict()).toMatchObject({ whole: true, rows: length });
  });

  it('is not for the API to read or change', async () => {
    const client = await asApi();
    for (const statement of [
      'SELECT * FROM access.audit',
      'DELETE FROM access.audit',
      `UPDATE access.audit SET subject = ''`,
      'TRUNCATE access.audit',
      `INSERT INTO access.audit (id, account, role, action, subject) VALUES (1, '', '', '', '')`,
      `INSERT INTO access.audit (account, role, action, subject, hash) VALUES ('', '', '', '', '')`,
      `INSERT INTO access.account (issuer, subject, name, organisation, role) VALUES ('', '', '', '', 'operator')`,
      `UPDATE access.account SET role = 'administrator'`,
      `UPDATE access.token SET account = gen_random_uuid()`,
      `UPDATE access.session SET account = gen_random_uuid()`,
      `SELECT access.chain()`,
    ]) {
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is appended to even by its owner, and nothing else', async () => {
    for (const statement of [
      'DELETE FROM access.audit',
      `UPDATE access.audit SET subject = ''`,
      'TRUNCATE access.audit',
    ]) {
      await expect(owner.query(statement), statement).rejects.toThrow(/only ever appended/);
    }
  });
});

describe('a privileged read or an export', () => {
  it('is refused while it cannot be recorded; figures are read on', async () => {
    await owner.query('REVOKE INSERT ON access.audit FROM vigie_api');
    await owner.query(
      'REVOKE INSERT (account, role, action, subject) ON access.audit FROM vigie_api',
    );
    const refused = [
      await api.get(`${series}&format=csv`, bearer(accounts.analyst)),
      await api.get('/v1/cube', bearer(accounts.agency)),
      await api.get('/v1/me', { ...bearer(accounts.administrator), 'x-view-as': 'analyst' }),
    ];
    for (const response of refused) {
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('10');
      expect(response.headers.get('content-disposition')).toBeNull();
      expect(await response.json()).toMatchObject({ code: 'unavailable' });
    }
    expect((await api.get(series, bearer(accounts.analyst))).status).toBe(200);
    expect((await api.get(`${series}&format=csv`)).status).toBe(200);
    await owner.query('GRANT INSERT (account, role, action, subject) ON access.audit TO vigie_api');
    expect((await api.get(`${series}&format=csv`, bearer(accounts.analyst))).status).toBe(200);
  });

  it('does not wait for ever for a writer that hangs', async () => {
    const hanging = await asApi();
    await hanging.query('BEGIN');
    await hanging.query(
      `INSERT INTO access.audit (account, role, action, subject) VALUES ('', 'r', 'a', 's')`,
    );
    const response = await api.get(`${series}&format=csv`, bearer(accounts.analyst));
    expect(response.status).toBe(503);
    await hanging.query('ROLLBACK');
    expect(await verdict()).toMatchObject({ whole: true });
  });
});

/** What someone might do who has the database itself. */
const tampering: readonly [string, string, RegExp][] = [
  ['a row is changed', `UPDATE access.audit SET subject = 'x' WHERE id = 3`, /^3: .*content/],
  [
    'a row is dated otherwise',
    `UPDATE access.audit SET at = at + interval '1 s' WHERE id = 3`,
    /^3: /,
  ],
  ['a row is taken out', 'DELETE FROM access.audit WHERE id = 3', /^3: row 3 is missing/],
  [
    'a row is taken out and the others move up',
    'DELETE FROM access.audit WHERE id = 3; UPDATE access.audit SET id = id - 1 WHERE id > 3',
    /^3: it does not follow/,
  ],
  [
    'two rows change places',
    `UPDATE access.audit SET id = -3 WHERE id = 3; UPDATE access.audit SET id = 3 WHERE id = 4;
     UPDATE access.audit SET id = 4 WHERE id = -3`,
    /^3: it does not follow/,
  ],
  [
    'text moves from one field to the next',
    `UPDATE access.audit SET role = role || action, action = '' WHERE id = 3`,
    /^3: .*content/,
  ],
  ['the first row is taken away', 'DELETE FROM access.audit WHERE id = 1', /^1: row 1 is missing/],
];

describe('tampering is found', () => {
  it.each(tampering)('when %s', async (_, statements, found) => {
    await owner.query('BEGIN');
    await owner.query('ALTER TABLE access.audit DISABLE TRIGGER USER, DROP CONSTRAINT audit_pkey');
    await owner.query(statements);
    const result = await verdict();
    await owner.query('ROLLBACK');
    expect(result.whole ? 'whole' : `${result.at}: ${result.because}`).toMatch(found);
  });

  it('when the last rows are taken away, by who kept the last one elsewhere', async () => {
    const before = await verdict();
    const known = before.whole ? before.head : null;
    expect(await verdict(known)).toEqual(before);
    await owner.query('BEGIN');
    await owner.query('ALTER TABLE access.audit DISABLE TRIGGER USER');
    await owner.query('DELETE FROM access.audit WHERE id = $1', [known?.id]);
    const [alone, compared] = [await verdict(), await verdict(known)];
    await owner.query('ROLLBACK');
    expect(alone).toMatchObject({ whole: true });
    expect(compared).toMatchObject({ whole: false, because: 'rows are missing at the end' });
  });
});
