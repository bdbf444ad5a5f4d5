import { connect, OperatorError } from '@vigie/warehouse';
import { parseArgs } from 'node:util';
import { longestTokenDays } from '@vigie/contract';
import { addAccount, closeAccount, listAccounts, makeToken } from './accounts.js';
import { auditPages, type Head, verifyChain } from './audit-chain.js';
import { readSettings } from './command.settings.js';
import { addDemonstration } from './demonstration.js';

const usage = `Usage, with DATABASE_URL as the owner:
  accounts                                 lists the accounts
  add --issuer URL --subject ID --name NAME --organisation NAME --role ROLE
      [--vendor ID] [--territories ID,ID]  adds an account, or changes the one of that identity
  close ACCOUNT                            closes an account
  token ACCOUNT --name NAME [--days 90] [--public-only]
  demonstration --issuer URL               one account of each role, never in production
  audit [--head ID:HASH]                   verifies the chain of the audit`;

const text = { type: 'string' } as const;

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{ issuer: text, subject: text, name: text, organisation: text, role: text },
        ...{ vendor: text, territories: text, days: text, head: text },
        'public-only': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new OperatorError(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

type Values = ReturnType<typeof read>['values'];

function needed(values: Values, name: 'issuer' | 'subject' | 'name' | 'organisation' | 'role') {
  const value = values[name];
  if (value === undefined || value === '')
    throw new OperatorError(`--${name} is missing.\n${usage}`);
  return value;
}

type Client = Awaited<ReturnType<typeof connect>>;
type Command = (client: Client, given: Values & { target: string }) => Promise<string>;

const commands: Readonly<Record<string, Command>> = {
  accounts: async (client) =>
    (await listAccounts(client)).map((account) => JSON.stringify(account)).join('\n'),
  add: (client, given) =>
    addAccount(client, {
      ...{ issuer: needed(given, 'issuer'), subject: needed(given, 'subject') },
      ...{ name: needed(given, 'name'), organisation: needed(given, 'organisation') },
      role: needed(given, 'role'),
      territories: given.territories?.split(',') ?? [],
      vendor: given.vendor ?? null,
    }),
  close: async (client, { target }) => {
    await closeAccount(client, target);
    return 'Closed.';
  },
  token: (client, given) =>
    makeToken(client, {
      ...{ account: given.target, name: needed(given, 'name'), days: daysOf(given.days) },
      publicOnly: given['public-only'] ?? false,
    }),
  demonstration: async (client, given) => {
    const { isProduction } = readSettings(process.env);
    await addDemonstration(client, needed(given, 'issuer'), isProduction);
    return 'One account of each role is there.';
  },
  audit: async (client, { head }) => {
    const verdict = await verifyChain(auditPages(client), headOf(head));
    if (!verdict.whole) {
      throw new OperatorError(`The audit is broken at row ${verdict.at}: ${verdict.because}.`);
    }
    const last =
      verdict.head === null ? '' : `, the last is ${verdict.head.id}:${verdict.head.hash}`;
    return `The audit is whole: ${verdict.rows} rows${last}.`;
  },
};

async function run(args: string[]): Promise<string> {
  const { values, positionals } = read(args);
  const [name = '', target = ''] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) throw new OperatorError(usage);
  const client = await connect(readSettings(process.env).ownerUrl, 'DATABASE_URL');
  try {
    return await command(client, { ...values, target });
  } finally {
    await client.end();
  }
}

function daysOf(given = '90'): number {
  const days = Number(given);
  if (Number.isInteger(days) && days >= 1 && days <= longestTokenDays) return days;
  throw new OperatorError(`--days is a number from 1 to ${longestTokenDays}.`);
}

function headOf(given: string | undefined): Head | null {
  if (given === undefined) return null;
  const [, id, hash] = /^(\d+):([0-9a-f]{64})$/.exec(given) ?? [];
  if (id === undefined || hash === undefined) {
    throw new OperatorError('--head is what a former verification printed: ID:HASH.');
  }
  return { id: Number(id), hash };
}

try {
  console.log(await run(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof OperatorError ? error.message : error);
  process.exitCode = 1;
}
