import { OperatorError } from '@vigie/warehouse';
import type pg from 'pg';
import type { Transaction } from '../schedule/transaction.js';

/** Which edition is withdrawn, by whom, and why: readers are told why. */
export interface Withdrawal {
  readonly vintage: number;
  readonly withdrawnBy: string;
  readonly because: string;
}

/** Tables whose rows are visible from `valid_from` on and up to `valid_to`. */
const versioned = ['published.cell', 'published.own_cell'] as const;

/**
 * Takes back the current edition, in one transaction: the one before it becomes current, rows that
 * were replaced are open again, and what was published counts as never published, so that it is due
 * again. Rows of the withdrawn edition stay in the table, closed where they began: no edition shows them.
 *
 * @returns the edition that readers get from then on
 * @throws OperatorError where the edition is not the current one, or none is left before it
 */
export async function withdraw(
  transaction: Transaction,
  withdrawal: Withdrawal,
  at: Date,
): Promise<number> {
  return transaction(async (client) => {
    // No edition is published meanwhile.
    await client.query('LOCK TABLE published.vintage IN SHARE ROW EXCLUSIVE MODE');
    const { vintage, withdrawnBy, because } = withdrawal;
    const former = await formerEdition(client, vintage);
    for (const table of versioned) {
      await client.query(`UPDATE ${table} SET valid_to = $1 WHERE valid_from = $1`, [vintage]);
      await client.query(
        `UPDATE ${table} SET valid_to = NULL WHERE valid_to = $1 AND valid_from < $1`,
        [vintage],
      );
    }
    await client.query('DELETE FROM published.publication WHERE vintage = $1', [vintage]);
    await client.query('DELETE FROM published.vintage_definition WHERE vintage = $1', [vintage]);
    await client.query(
      `INSERT INTO published.withdrawal (vintage, withdrawn_at, withdrawn_by, because)
       VALUES ($1, $2, $3, $4)`,
      [vintage, at.toISOString(), withdrawnBy, because],
    );
    await client.query('UPDATE published.current SET vintage = $1', [former]);
    return former;
  });
}

/** The latest edition before the current one that was not withdrawn itself. */
async function formerEdition(client: pg.ClientBase, vintage: number): Promise<number> {
  const { rows } = await client.query<{ current: number; former: number | null }>(
    `SELECT c.vintage AS current, (
       SELECT max(v.id) FROM published.vintage v
       WHERE v.id < c.vintage
         AND NOT EXISTS (SELECT FROM published.withdrawal w WHERE w.vintage = v.id)) AS former
     FROM published.current c`,
  );
  const [row] = rows;
  if (row === undefined) throw new OperatorError('No edition is published yet.');
  if (row.current !== vintage) {
    throw new OperatorError(
      `Edition ${vintage} is not the current one: only that one, ${row.current}, can be withdrawn.`,
    );
  }
  if (row.former === null) {
    throw new OperatorError(
      `Edition ${vintage} is the only one: there is no former edition that readers could be given.`,
    );
  }
  return row.former;
}
