import type pg from 'pg';
import { gatedPeriods } from '../quality/gated-periods.query.js';
import { standingOutcomes } from '../quality/standing-outcomes.query.js';
import { streamLags, type StreamLag } from '../quality/stream-lags.query.js';

/** What stands in the database, for the metrics. */
export interface StandingGauges {
  lags: StreamLag[];
  held: { stream: string; rows: number }[];
  stopped: number;
  gated: number;
  checks: { warn: number; fail: number };
  sourceSilentSeconds: number;
}

export async function standingGauges(pool: pg.Pool): Promise<StandingGauges> {
  const { rows: held } = await pool.query<{ stream: string; rows: number }>(
    `SELECT stream, sum(rows) AS rows FROM (
       SELECT stream, count(*) AS rows FROM ingest.quarantine WHERE state = 'held' GROUP BY stream
       UNION ALL
       SELECT p.stream, sum(p.received) FROM ingest.quarantined_page q
       JOIN ingest.page p ON p.id = q.page WHERE q.state = 'held' GROUP BY p.stream
     ) AS held GROUP BY stream`,
  );
  const { rows } = await pool.query<{ stopped: number; silent: number | null }>(
    `SELECT (SELECT count(*) FROM ingest.stopped_stream) AS stopped,
            (SELECT extract(epoch FROM now() - min(r.started_at))
             FROM ops.run r JOIN ops.source_day s USING (feed_day)) AS silent`,
  );
  return {
    lags: await streamLags(pool),
    held,
    stopped: rows[0]?.stopped ?? 0,
    gated: (await gatedPeriods(pool, true)).size,
    checks: await standingOutcomes(pool),
    sourceSilentSeconds: rows[0]?.silent ?? 0,
  };
}
