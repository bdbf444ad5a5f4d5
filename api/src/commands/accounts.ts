import { type connect, OperatorError } from '@vigie/warehouse';
import { accountRoles } from '@vigie/warehouse/schema';
import { territories, vendors } from '@vigie/seeds/reference';
import { type AccountRole } from '../access/permissions.js';
import { hashOf, newSecret } from '../access/secrets.js';

type Client = Awaited<ReturnType<typeof connect>>;

export interface NewAccount {
  issuer: string;
  subject: string;
  name: string;
  organisation: string;
  role: string;
  territories: readonly string[];
  vendor: string | null;
  demonstration?: boolean;
}

/**
 * Adds an account, or gives the one of the same identity another role and scope; one that is so already is
 * left alone. Returns its id.
 */
export async function addAccount(client: Client, account: NewAccount): Promise<string> {
  assertScope(account);
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO access.account
       (issuer, subject, name, organisation, role, territories, vendor, demonstration)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8
     WHERE NOT EXISTS (
       SELECT FROM access.account
       WHERE (issuer, subject, name, organisation, role) = ($1, $2, $3, $4, $5)
         AND territories = $6 AND vendor IS NOT DISTINCT FROM $7
         AND demonstration = $8 AND closed_at IS NULL)
     ON CONFLICT (issuer, subject) DO UPDATE SET name = excluded.name,
       organisation = excluded.organisation, role = excluded.role, closed_at = NULL,
       territories = excluded.territories, vendor = excluded.vendor,
       demonstration = excluded.demonstration
     RETURNING id`,
    [
      ...[account.issuer, account.subject, account.name, account.organisation, account.role],
      ...[account.territories, account.vendor, account.demonstration ?? false],
    ],
  );
  const [changed] = rows;
  if (changed === undefined) return idOf(client, account);
  const what = `${changed.id} ${account.role} ${scopeOf(account)}`;
  await recordCommand(client, 'account_added', what.trim());
  return changed.id;
}

async function idOf(client: Client, { issuer, subject }: NewAccount): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM access.account WHERE issuer = $1 AND subject = $2',
    [issuer, subject],
  );
  return rows[0]?.id ?? '';
}

const scopeOf = ({ territories: acts, vendor }: NewAccount): string => vendor ?? acts.join(',');

/** A role has the scope that it needs and no other, of territories and vendors that there are. */
function assertScope({ role, territories: acts, vendor }: NewAccount): void {
  const refuse = (what: string): never => {
    throw new OperatorError(what);
  };
  if (!accountRoles.includes(role as AccountRole)) {
    refuse(`There is no role “${role}”: give one of ${accountRoles.join(', ')}.`);
  }
  if ((role === 'vendor') !== (vendor !== null)) {
    refuse('A vendor, and only a vendor, has --vendor, such as v-mdv-01.');
  }
  if ((role === 'agency') !== acts.length > 0) {
    refuse('An agency, and only an agency, has --territories, such as REG-84 or DEP-69,DEP-01.');
  }
  const known = new Set([...territories, ...vendors].map(({ id }) => id));
  const strange = [...acts, ...(vendor === null ? [] : [vendor])].find((id) => !known.has(id));
  if (strange !== undefined) refuse(`There is no territory or vendor “${strange}”.`);
}

/** Closes an account: its sessions and tokens open nothing any more. */
export async function closeAccount(client: Client, id: string): Promise<void> {
  const { rowCount } = await client.query(
    'UPDATE access.account SET closed_at = now() WHERE id::text = $1 AND closed_at IS NULL',
    [id],
  );
  if (rowCount === 0) throw new OperatorError(`There is no open account “${id}”.`);
  await client.query('DELETE FROM access.session WHERE account::text = $1', [id]);
  await recordCommand(client, 'account_closed', id);
}

/** Makes a token of an account, for scripts of those who never sign in. Returns its secret. */
export async function makeToken(
  client: Client,
  token: { account: string; name: string; days: number; publicOnly: boolean },
): Promise<string> {
  const secret = newSecret('vigie_');
  const { rowCount } = await client.query(
    `INSERT INTO access.token (account, name, hash, public_only, expires_at)
     SELECT id, $2, $3, $4, now() + make_interval(days => $5)
     FROM access.account WHERE id::text = $1 AND closed_at IS NULL`,
    [token.account, token.name, hashOf(secret), token.publicOnly, token.days],
  );
  if (rowCount === 0) throw new OperatorError(`There is no open account “${token.account}”.`);
  await recordCommand(client, 'token_made', `${token.account} ${token.name}`);
  return secret;
}

/** What the owner's command did is part of the same chain. */
const recordCommand = (client: Client, action: string, subject: string): Promise<unknown> =>
  client.query(
    `INSERT INTO access.audit (account, role, action, subject) VALUES ('', 'command', $1, $2)`,
    [action, subject],
  );

export interface ListedAccount extends Omit<NewAccount, 'demonstration'> {
  id: string;
  closed: boolean;
}

/** Every account, the oldest first. */
export async function listAccounts(client: Client): Promise<ListedAccount[]> {
  const { rows } = await client.query<ListedAccount>(
    `SELECT id, issuer, subject, name, organisation, role, territories, vendor,
            closed_at IS NOT NULL AS closed
     FROM access.account ORDER BY created_at, id`,
  );
  return rows;
}
