import { measures, type Measure } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import { publicationReached, type Day, type Grain } from '../calendar/calendar.js';
import { cuboidsOf, partsOf } from './made-of.js';

/** One measure's period that has reached a publication it was not published at yet. */
export interface Due {
  measure: Measure;
  grain: Grain;
  period: string;
  publication: number;
}

/** Aggregated periods that have reached a publication beyond the one they were published at. */
export async function duePeriods(client: pg.ClientBase, feedDay: Day): Promise<Due[]> {
  const { rows: aggregated } = await client.query<{
    stream: string;
    period: string;
    grain: Grain;
    feed_day: Day;
  }>('SELECT stream, grain, period, feed_day FROM mart.aggregated ORDER BY grain, period');
  const { rows: published } = await client.query<{
    measure: string;
    period: string;
    publication: number;
  }>(
    `SELECT measure, period, max(publication) AS publication FROM published.cell
     WHERE valid_to IS NULL GROUP BY measure, period`,
  );
  const worth = new Map(aggregated.map((row) => [`${row.stream}|${row.period}`, row.feed_day]));
  const reached = new Map(
    published.map((row) => [`${row.measure}|${row.period}`, row.publication]),
  );
  const periods = new Map(aggregated.map((row) => [row.period, row.grain]));
  return [...periods].flatMap(([period, grain]) => {
    const publication = publicationReached(grain, period, feedDay);
    return measures
      .filter(
        (measure) =>
          cuboidsOf(measure, grain).length > 0 &&
          publication > (reached.get(`${measure.id}|${period}`) ?? 0) &&
          // Cells of an earlier feed day are not worth this publication.
          partsOf(measure).every((part) => {
            const day = worth.get(`${part.stream}|${period}`);
            return day !== undefined && publicationReached(grain, period, day) >= publication;
          }),
      )
      .map((measure) => ({ measure, grain, period, publication }));
  });
}
