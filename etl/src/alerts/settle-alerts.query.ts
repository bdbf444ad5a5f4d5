import type pg from 'pg';
import type { Alert, AlertKind, Condition } from './alert.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

export interface SettledAlerts {
  /** Open and not told yet, whether they began now or a receiver was out of reach before. */
  untold: Alert[];
  /** Over since now; those that no receiver was told of are not worth telling either. */
  over: (Alert & { told: boolean })[];
}

const columns = `id, kind, subject, detail, opened_at AS "openedAt", closed_at AS "closedAt"`;

/**
 * Opens an alert for each condition that has none, and closes those that are over: among `kinds`,
 * whatever has no condition any more; of the others, what is named. An alert that is closed may
 * open again: it is armed anew.
 */
export async function settleAlerts(
  db: Queryable,
  conditions: readonly Condition[],
  kinds: readonly AlertKind[],
  over: readonly { kind: AlertKind; subject: string }[],
): Promise<SettledAlerts> {
  await db.query(
    `INSERT INTO ops.alert (kind, subject, detail)
     SELECT kind, subject, detail
     FROM jsonb_to_recordset($1) AS c(kind text, subject text, detail text)
     ON CONFLICT (kind, subject) WHERE closed_at IS NULL DO UPDATE SET detail = excluded.detail
     WHERE alert.detail <> excluded.detail`,
    [JSON.stringify(conditions)],
  );
  const { rows: closed } = await db.query<Alert & { told: boolean }>(
    `UPDATE ops.alert SET closed_at = now()
     WHERE closed_at IS NULL AND (
       kind = ANY($1) AND (kind, subject) NOT IN (
         SELECT kind, subject FROM jsonb_to_recordset($2) AS c(kind text, subject text))
       OR (kind, subject) IN (
         SELECT kind, subject FROM jsonb_to_recordset($3) AS c(kind text, subject text)))
     RETURNING ${columns}, notified_at IS NOT NULL AS told`,
    [kinds, JSON.stringify(conditions), JSON.stringify(over)],
  );
  const { rows: untold } = await db.query<Alert>(
    `SELECT ${columns} FROM ops.alert
     WHERE closed_at IS NULL AND notified_at IS NULL ORDER BY id`,
  );
  return { untold, over: closed };
}

/** Notes that every receiver has taken an alert. */
export async function markTold(db: Queryable, id: number): Promise<void> {
  await db.query('UPDATE ops.alert SET notified_at = now() WHERE id = $1', [id]);
}

/** How many alerts are open, by kind. */
export async function openAlerts(db: Queryable): Promise<Map<string, number>> {
  const { rows } = await db.query<{ kind: string; open: number }>(
    'SELECT kind, count(*) AS open FROM ops.alert WHERE closed_at IS NULL GROUP BY kind',
  );
  return new Map(rows.map(({ kind, open }) => [kind, open]));
}
