import { measures, type Cuboid, type Measure } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import { publicationReached, type Day, type Grain } from '../calendar/calendar.js';
import { coverId, exactCuboidId } from '../mart/cell-plan.js';
import type { Gate } from '../quality/gated-periods.query.js';
import { cuboidsOf, partsOf } from './made-of.js';

/** One measure's cuboid in a period that has reached a publication it was not published at yet. */
export interface Due {
  measure: Measure;
  cuboid: Cuboid;
  period: string;
  publication: number;
}

interface Aggregated {
  stream: string;
  period: string;
  grain: Grain;
  feed_day: Day;
  covers: readonly string[];
}

/**
 * What has reached a publication beyond the one it was published at, by period. Left out is what was
 * not computed (a cuboid declared later has no past), and what a failed check holds back.
 */
export async function duePeriods(
  client: pg.ClientBase,
  feedDay: Day,
  gate: Gate,
): Promise<Map<string, Due[]>> {
  const { rows: aggregated } = await client.query<Aggregated>(
    `SELECT stream, grain, period, feed_day, covers FROM mart.aggregated
     WHERE covers <> '{}' ORDER BY grain, period`,
  );
  const { rows: published } = await client.query<{
    measure: string;
    cuboid: string;
    period: string;
    publication: number;
  }>(
    `SELECT measure, cuboid, period, max(publication) AS publication
     FROM published.publication GROUP BY measure, cuboid, period`,
  );
  const made = new Map(aggregated.map((row) => [`${row.stream}|${row.period}`, row]));
  const covered = new Map(aggregated.map((row) => [row, new Set(row.covers)]));
  const reached = new Map(
    published.map((row) => [`${row.measure}|${row.cuboid}|${row.period}`, row.publication]),
  );
  const periods = new Map(aggregated.map((row) => [row.period, row.grain]));
  const isMade = (measure: Measure, cuboid: Cuboid, period: string, publication: number) =>
    partsOf(measure).every((part) => {
      const row = made.get(`${part.stream}|${period}`);
      // Cells of an earlier feed day are not worth this publication.
      return (
        row !== undefined &&
        publicationReached(row.grain, period, row.feed_day) >= publication &&
        covered.get(row)?.has(coverId(part.id, exactCuboidId(measure, cuboid.id))) === true &&
        !gate.holds(part.stream, period)
      );
    });
  const due = new Map<string, Due[]>();
  for (const [period, grain] of periods) {
    const publication = publicationReached(grain, period, feedDay);
    const own = measures.flatMap((measure) =>
      cuboidsOf(measure, grain)
        .filter(
          (cuboid) =>
            publication > (reached.get(`${measure.id}|${cuboid.id}|${period}`) ?? 0) &&
            isMade(measure, cuboid, period, publication),
        )
        .map((cuboid) => ({ measure, cuboid, period, publication })),
    );
    if (own.length > 0) due.set(period, own);
  }
  return due;
}
