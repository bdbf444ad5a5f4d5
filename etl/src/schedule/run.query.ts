import { OperatorError } from '@vigie/warehouse';
import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';
import { sessionName } from './transaction.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Rounds are kept this long. */
const keptDays = 400;

/**
 * Opens a round, after having closed those that ended without saying so. What still holds one of
 * them is a session of a process that is gone or stands still: it is ended.
 *
 * @returns undefined when a session would not end in time: to be asked again
 */
export async function openRun(session: pg.ClientBase): Promise<number | undefined> {
  const { rows: open } = await session.query<{ id: number }>(
    `SELECT id FROM ops.run WHERE outcome = 'running'`,
  );
  if (open.length > 0) {
    await endSessions(
      session,
      open.map(({ id }) => id),
    );
  }
  try {
    await session.query('BEGIN');
    await session.query(`SET LOCAL lock_timeout = '10s'`);
    await session.query(
      `UPDATE ops.run SET outcome = 'lost', ended_at = now() WHERE outcome = 'running'`,
    );
    const { rows } = await session.query<{ id: number }>(
      'INSERT INTO ops.run DEFAULT VALUES RETURNING id',
    );
    await session.query('COMMIT');
    return rows[0]?.id;
  } catch (error) {
    await session.query('ROLLBACK').catch(() => undefined);
    if ((error as { code?: string }).code === '55P03') return undefined;
    throw error;
  }
}

/** Ends the transactions of some rounds, wherever their processes are. */
export async function endSessions(db: Queryable, runs: readonly number[]): Promise<void> {
  await db.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = ANY($1) AND pid <> pg_backend_pid()`,
    [runs.map(sessionName)],
  );
}

/** Notes the watermark that a round is about. */
export async function recordReached(db: Queryable, run: number, feedDay: Day): Promise<void> {
  await db.query(`UPDATE ops.run SET feed_day = $2 WHERE id = $1 AND outcome = 'running'`, [
    run,
    feedDay,
  ]);
}

export interface RunEnd {
  outcome: 'done' | 'failed' | 'stopped';
  error?: unknown;
  pages: number;
  rows: number;
}

/**
 * Closes a round. Of the rounds that found nothing to do, one after the other, the last is kept:
 * a poll every few seconds would bury the others.
 */
export async function closeRun(db: Queryable, run: number, end: RunEnd): Promise<void> {
  const { outcome, error, pages, rows } = end;
  await db.query(
    `UPDATE ops.run SET outcome = $2, error = $3, pages = $4, rows = $5, ended_at = now()
     WHERE id = $1 AND outcome = 'running'`,
    [run, outcome, error === undefined ? null : sentenceOf(error), pages, rows],
  );
  await db.query(
    `DELETE FROM ops.run r USING ops.run latest
     WHERE latest.id = $1 AND r.id < $1 AND (
       r.started_at < now() - make_interval(days => $2)
       OR r.outcome = 'done' AND r.pages = 0 AND latest.outcome = 'done' AND latest.pages = 0
          AND r.feed_day = latest.feed_day
          AND NOT EXISTS (SELECT FROM ops.run b
                          WHERE b.id > r.id AND b.id < $1 AND (b.outcome <> 'done' OR b.pages > 0)))`,
    [run, keptDays],
  );
}

const longest = 500;

/**
 * An error in words that may be stored and shown. Those of the database can quote a row: only
 * their code is told, and the table they are about.
 */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const { code, table, routine } = error as { code?: string; table?: string; routine?: string };
  if (routine !== undefined || /^[0-9A-Z]{5}$/.test(code ?? '')) {
    return `The database refused a statement: ${code ?? 'no code'}${table === undefined ? '' : `, table ${table}`}.`;
  }
  const text = error instanceof OperatorError ? error.message : `${error.name}: ${error.message}`;
  return text.slice(0, longest);
}
