import { setTimeout as delay } from 'node:timers/promises';
import { inTransaction, OperatorError } from '@vigie/warehouse';
import type pg from 'pg';

/** Another process has begun to load since this one did: what it was writing is not kept. */
export class OvertakenError extends OperatorError {
  readonly code = 'overtaken';
  constructor(run: number) {
    super(`Another process has taken over from round ${run}; it goes on, this one stops.`);
  }
}

export interface TransactionOptions {
  /** The work may be run again from its start: what the server asks to retry is retried. */
  repeatable?: boolean;
}

/** Runs `work` in one transaction: all of it is kept, or nothing. */
export type Transaction = <T>(
  work: (client: pg.PoolClient) => Promise<T>,
  options?: TransactionOptions,
) => Promise<T>;

/** Transactions of whoever does not load: a command, or a test. */
export const unfenced =
  (pool: pg.Pool): Transaction =>
  (work, options = {}) =>
    repeated(options, () => inTransaction(pool, work));

/**
 * Transactions that are kept only while `run` is the latest round. Each holds a share lock on the
 * round's row until it ends, and the next leader must change that row before it does anything: so
 * what commits does so before the next leader begins, however long this process had stood still.
 */
export const fenced =
  (pool: pg.Pool, run: number): Transaction =>
  (work, options = {}) =>
    repeated(options, () =>
      inTransaction(pool, async (client) => {
        // The name lets the next leader find, and end, the sessions that hold the row.
        const { rowCount } = await client.query(
          `SELECT set_config('application_name', $2, true) FROM ops.run
           WHERE id = $1 AND outcome = 'running' FOR SHARE`,
          [run, sessionName(run)],
        );
        if (rowCount === 0) throw new OvertakenError(run);
        return work(client);
      }),
    );

/** What the sessions of a round are called while they hold a transaction open. */
export const sessionName = (run: number): string => `vigie run ${run}`;

/** Serialization failure, deadlock, lock not available: the server asks to try again. */
const passing = new Set(['40001', '40P01', '55P03']);
const pauses = [20, 100, 500];

async function repeated<T>(options: TransactionOptions, attempt: () => Promise<T>): Promise<T> {
  for (const pause of options.repeatable ? pauses : []) {
    try {
      return await attempt();
    } catch (error) {
      if (!passing.has((error as { code?: string }).code ?? '')) throw error;
      await delay(pause * (0.5 + Math.random()));
    }
  }
  return attempt();
}
