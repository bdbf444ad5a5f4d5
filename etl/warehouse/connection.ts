import pg from 'pg';
import { OperatorError } from './errors.js';

const { types } = pg;
const asText = (value: string): string => value;
type TypeId = Parameters<typeof types.getTypeParser>[0];
const parsers = new Map<TypeId, (value: string) => unknown>([
  [types.builtins.DATE, asText],
  [types.builtins.TIMESTAMP, asText],
  [types.builtins.TIMESTAMPTZ, asText],
  [types.builtins.INT8, Number],
  [types.builtins.NUMERIC, Number],
]);

/**
 * Types as the project reads them: dates and instants stay text (a JavaScript Date would move a
 * day with the time zone), counts are numbers. Sums of record keys exceed 2^53: select them as
 * text where they leave SQL.
 */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: TypeId) =>
    parsers.get(oid) ?? (types.getTypeParser(oid, 'text') as (value: string) => unknown),
};

const common = { types: typeParsers, connectionTimeoutMillis: 10_000, keepAlive: true };

const notAnAddress = Object.assign(new Error('invalid address'), { code: 'ERR_INVALID_URL' });

/** One connection; throws an {@link OperatorError} that names `setting` when it cannot be made. */
export async function connect(url: string, setting: string): Promise<pg.Client> {
  try {
    if (!/^postgres(ql)?:\/\/[^/]/.test(url) || !URL.canParse(url)) throw notAnAddress;
    const client = new pg.Client({ ...common, connectionString: url });
    // Without a listener, a server that goes away would end the process on the spot.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  } catch (error) {
    throw connectionFailed(error, setting);
  }
}

/** Milliseconds after which a pool gives up. */
export interface PoolDeadlines {
  /** A connection is waited for. */
  connect: number;
  /** A statement runs; the server ends it. */
  statement: number;
  /** A statement was sent and nothing comes back, as over a connection cut without a word. */
  answer: number;
}

const usualDeadlines: PoolDeadlines = { connect: 10_000, statement: 600_000, answer: 630_000 };

/** A pool for the writes of the etl: transactions on `pg`, never on postgres.js. */
export function createPool(url: string, size = 8, deadlines: Partial<PoolDeadlines> = {}): pg.Pool {
  const { connect: connecting, statement, answer } = { ...usualDeadlines, ...deadlines };
  const pool = new pg.Pool({
    ...common,
    connectionString: url,
    max: size,
    application_name: 'vigie',
    connectionTimeoutMillis: connecting,
    statement_timeout: statement,
    query_timeout: answer,
    idle_in_transaction_session_timeout: 120_000,
  });
  pool.on('error', () => undefined);
  // A connection that is lent out and lost between two queries would end the process otherwise: the
  // next query on it fails anyway.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Runs `work` in one transaction: all of it is kept, or nothing. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: unknown) => {
      broken = failure as Error;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** One sentence on a connection that failed, naming the setting to change. */
export function connectionFailed(error: unknown, setting: string): OperatorError {
  const { code = '', message } = error as { code?: string; message: string };
  const causes: Record<string, string> = {
    ECONNREFUSED: 'no PostgreSQL server answers at that address',
    ENOTFOUND: 'its host name is unknown',
    '28P01': 'the user or password is refused',
    '28000': 'the user is refused',
    '3D000': 'the database does not exist',
    ERR_INVALID_URL: 'it is not an address such as postgresql://user:password@host:5432/database',
  };
  return new OperatorError(
    `Cannot connect to the database: ${causes[code] ?? message}. Correct ${setting}.`,
    { cause: error },
  );
}
