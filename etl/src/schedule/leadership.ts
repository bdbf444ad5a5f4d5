import { OperatorError } from '@vigie/warehouse';
import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';
import { closeRun, openRun, recordReached } from './run.query.js';
import { fenced, type Transaction } from './transaction.js';

/** What a leader works with, as long as it is one. */
export interface Leading {
  /** Number of the round, higher than that of every round before it. */
  run: number;
  /** Aborted when the caller stops, or once this process is no longer the leader. */
  signal: AbortSignal;
  transaction: Transaction;
  /** Notes the watermark that the round is about. */
  reached(feedDay: Day): Promise<void>;
  /** Counts a page into the round. */
  page(counts: { received: number }): void;
}

/** The session that made this process the leader is gone; the next round asks for it again. */
export class LeadershipLostError extends OperatorError {
  readonly code = 'leadership_lost';
  constructor(cause: unknown) {
    super('The connection that this process leads by is gone; the next round asks for it again.', {
      cause,
    });
  }
}

/** Any constant will do: whoever holds it advances, the others poll. */
const leaderLock = 7_216_412;
const beatMilliseconds = 2_000;
/** A leader silent for so many seconds is taken for paused, or for gone with its machine. */
const longestSilence = 15;

/**
 * Runs `work` as the only leader, and records it as a round in `ops.run`. A leader holds an
 * advisory lock by a session of its own, on which it beats. One that stopped beating is overtaken:
 * its sessions are ended, its round is marked lost, and should it wake up, none of its
 * transactions commits any more.
 *
 * @returns `busy` when another process leads
 */
export async function lead<T>(
  pool: pg.Pool,
  signal: AbortSignal,
  work: (leading: Leading) => Promise<T>,
  silentSeconds = longestSilence,
): Promise<'busy' | T> {
  signal.throwIfAborted();
  const session = await pool.connect();
  try {
    if (!(await takeLock(session, silentSeconds))) return 'busy';
    try {
      const run = await openRun(session);
      return run === undefined ? 'busy' : await round(pool, session, run, signal, work);
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [leaderLock]).catch(() => undefined);
    }
  } finally {
    // The session's end would release the lock too, should the unlock have failed.
    session.release(true);
  }
}

async function round<T>(
  pool: pg.Pool,
  session: pg.PoolClient,
  run: number,
  stopping: AbortSignal,
  work: (leading: Leading) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const heart = beat(session, (cause) => {
    lost.abort(new LeadershipLostError(cause));
  });
  const counted = { pages: 0, rows: 0 };
  try {
    const result = await work({
      run,
      signal: AbortSignal.any([stopping, lost.signal]),
      transaction: fenced(pool, run),
      reached: (feedDay) => recordReached(pool, run, feedDay),
      page: ({ received }) => {
        counted.pages += 1;
        counted.rows += received;
      },
    });
    await closeRun(pool, run, { ...counted, outcome: 'done' });
    return result;
  } catch (error) {
    const outcome = stopping.aborted ? ('stopped' as const) : ('failed' as const);
    // Without a database there is nothing to write it to: the next leader marks the round lost.
    await closeRun(pool, run, { ...counted, outcome, error }).catch(() => undefined);
    // What failed because the lock was lost is told as that.
    throw lost.signal.aborted && !stopping.aborted ? lost.signal.reason : error;
  } finally {
    heart.stop();
  }
}

/** Asks the lock's session for an answer now and then; tells once when there is none. */
function beat(session: pg.PoolClient, lost: (cause: unknown) => void): { stop(): void } {
  let waitingSince: number | undefined;
  const timer = setInterval(() => {
    if (waitingSince !== undefined) {
      if (performance.now() - waitingSince > longestSilence * 1000) {
        lost(new Error(`no answer for ${longestSilence} seconds`));
      }
      return;
    }
    waitingSince = performance.now();
    session.query('SELECT 1').then(() => {
      waitingSince = undefined;
    }, lost);
  }, beatMilliseconds);
  timer.unref();
  session.on('error', lost);
  return {
    stop: () => {
      clearInterval(timer);
      session.off('error', lost);
    },
  };
}

async function takeLock(session: pg.PoolClient, silentSeconds: number): Promise<boolean> {
  const { rows } = await session.query<{ held: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS held',
    [leaderLock],
  );
  if (rows[0]?.held) return true;
  await endSilentLeader(session, silentSeconds);
  return false;
}

/** Silence is counted by the server's clock: those of the processes may differ. */
async function endSilentLeader(session: pg.PoolClient, silentSeconds: number): Promise<void> {
  await session.query(
    `SELECT pg_terminate_backend(a.pid)
     FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND l.database = a.datid
       AND l.classid = 0 AND l.objid = $1 AND l.objsubid = 1 AND a.datname = current_database()
       AND greatest(a.query_start, a.state_change) < clock_timestamp() - make_interval(secs => $2)`,
    [leaderLock, silentSeconds],
  );
}
