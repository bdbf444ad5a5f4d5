import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';
import type { Finding } from '../gates/index.js';
import { attackNames } from '../quality/quality.js';
import { recordFindings } from '../quality/record-findings.query.js';
import { streams } from '../streams/index.js';

/**
 * Records why an edition was not published: which attack would succeed on which streams' periods.
 * What it does not name has withstood.
 */
export async function recordAttacks(
  client: pg.ClientBase,
  feedDay: Day,
  findings: readonly Finding[],
): Promise<void> {
  if (findings.length === 0 && !(await isAnyStanding(client))) return;
  const scope = { streams: streams.map(({ name }) => name) };
  for (const name of attackNames) {
    const own = Map.groupBy(
      findings.filter(({ check }) => check === name),
      ({ stream, period }) => `${stream}|${period}`,
    );
    await recordFindings(client, feedDay, {
      name,
      scope,
      findings: [...own.values()].flatMap((same) => {
        const [first] = same;
        if (!first) return [];
        const { stream, period, subject, cell, says } = first;
        const detail = `${subject} ${cell}: ${says}`;
        const observed = same.length;
        return [
          { name, stream, period, submitter: '', outcome: 'fail' as const, observed, detail },
        ];
      }),
    });
  }
}

/** Most editions find nothing, and none before them did. */
async function isAnyStanding(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM ops.quality WHERE outcome = 'fail' AND name = ANY($1) LIMIT 1`,
    [attackNames],
  );
  return rows.length > 0;
}
