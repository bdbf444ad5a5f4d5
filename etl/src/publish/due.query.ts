import { measures, type Cuboid, type Measure } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import { publicationReached, type Day, type Grain, type Month } from '../calendar/calendar.js';
import { coverId, exactCuboidId } from '../mart/cell-plan.js';
import type { Gate } from '../quality/gated-periods.query.js';
import { eventStreams } from '../streams/index.js';
import { marketDay } from '../vendors/index.js';
import { submissionGroup } from '../streams/submissions.stream.js';
import { cuboidsOf, partsOf } from '../cells/made-of.js';
import { isMarket } from './market.js';
import { isMasked, monthsNeeded } from './months-needed.js';

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
  /** Names the list of what was computed, which most periods of a stream share. */
  lattice: string;
}

/**
 * What has reached a publication beyond the one it was published at, by period. Left out is what was
 * not computed (a cuboid declared later has no past), what a failed check holds back, and what no one
 * has been asked about yet: without its submissions read, a period would pass for not received. What
 * is withheld of a period depends on other months, for which it waits. Periods
 * that are wholly published are many and told by their count alone. Months come before days, which
 * withhold what their month does.
 */
export async function duePeriods(
  client: pg.ClientBase,
  feedDay: Day,
  gate: Gate,
): Promise<Map<string, Due[]>> {
  const { rows: aggregated } = await client.query<Aggregated>(
    `SELECT stream, grain, period, feed_day, md5(covers::text) AS lattice FROM mart.aggregated
     WHERE covers <> '{}' ORDER BY grain DESC, period`,
  );
  const { rows: lattices } = await client.query<{ id: string; covers: string[] }>(
    `SELECT DISTINCT ON (md5(covers::text)) md5(covers::text) AS id, covers FROM mart.aggregated`,
  );
  const { rows: finals } = await client.query<{ period: string; count: number }>(
    `SELECT period, count(*) AS count FROM published.publication
     WHERE publication = 3 GROUP BY period`,
  );
  const covers = new Map(lattices.map(({ id, covers: own }) => [id, new Set(own)]));
  const final = new Map(finals.map(({ period, count }) => [period, count]));
  const periods = [...Map.groupBy(aggregated, ({ period }) => period)].map(([period, own]) => ({
    period,
    publication: publicationReached(own[0]?.grain ?? 'month', period, feedDay),
    computed: computedOf(own, covers),
    made: new Map(own.map((row) => [row.stream, row])),
  }));
  const open = periods.filter(
    ({ period, publication, computed }) =>
      publication > 0 && !(publication === 3 && final.get(period) === computed.length),
  );
  const reached = await publications(
    client,
    open.map(({ period }) => period),
  );
  const isSpokenFor = await submissionsRead(client, feedDay);
  const isKnown = await monthsKnown(client, aggregated);
  const due = new Map<string, Due[]>();
  for (const { period, publication, computed, made } of open) {
    const own = computed.filter(
      ({ measure, cuboid }) =>
        publication > (reached.get(`${measure.id}|${cuboid.id}|${period}`) ?? 0) &&
        !(isMarket(measure) && feedDay < marketDay(period)) &&
        partsOf(measure).every(({ stream }) => {
          const row = made.get(stream);
          // Cells of an earlier feed day are not worth this publication.
          const isWorth =
            row !== undefined && publicationReached(row.grain, period, row.feed_day) >= publication;
          return (
            isWorth &&
            !gate.holds(stream, period) &&
            isSpokenFor(stream, period) &&
            (!isMasked(measure) ||
              monthsNeeded(stream, period, feedDay).every((needed) => isKnown(needed)))
          );
        }),
    );
    if (own.length > 0)
      due.set(
        period,
        own.map((one) => ({
          ...one,
          period,
          publication,
        })),
      );
  }
  return due;
}

/**
 * Tells whether what a stream's month says is known: its cells stand, or there will be none, since it
 * lies before all history or its events are gone.
 */
async function monthsKnown(
  client: pg.ClientBase,
  aggregated: readonly Aggregated[],
): Promise<(needed: { stream: string; month: Month }) => boolean> {
  const { rows } = await client.query<{ history_from: Month }>(
    'SELECT history_from FROM reference.source',
  );
  const { rows: gone } = await client.query<{ stream: string; month: Month }>(
    'SELECT stream, month FROM ingest.part WHERE dropped',
  );
  const from = rows[0]?.history_from ?? '';
  const known = new Set([
    ...aggregated
      .filter(({ grain }) => grain === 'month')
      .map(({ stream, period }) => `${stream}|${period}`),
    ...gone.map(({ stream, month }) => `${stream}|${month}`),
  ]);
  return ({ stream, month }) => month < from || known.has(`${stream}|${month}`);
}

/** Tells whether the submissions of a stream's period are read up to a feed day. */
async function submissionsRead(
  client: pg.ClientBase,
  feedDay: Day,
): Promise<(stream: string, period: string) => boolean> {
  const { rows } = await client.query<{ stream: string; month: string }>(
    'SELECT stream, month FROM ingest.part WHERE complete OR through >= $1',
    [feedDay],
  );
  const read = new Set(rows.map(({ stream, month }) => `${stream}|${month}`));
  return (stream, period) => {
    const group = groupOf.get(stream);
    return group === undefined || read.has(`${group}|${period.slice(0, 7)}`);
  };
}

const groupOf = new Map(eventStreams.map((stream) => [stream.name, submissionGroup(stream)]));

interface Computed {
  readonly measure: Measure;
  readonly cuboid: Cuboid;
}

const computedBySignature = new Map<string, readonly Computed[]>();

/** The cuboids of measures all of whose cells were computed in a period. */
function computedOf(
  rows: readonly Aggregated[],
  covers: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Computed[] {
  const grain = rows[0]?.grain ?? 'month';
  const signature = `${grain} ${rows
    .map(({ stream, lattice }) => `${stream}=${lattice}`)
    .sort()
    .join()}`;
  let computed = computedBySignature.get(signature);
  if (!computed) {
    const byStream = new Map(rows.map(({ stream, lattice }) => [stream, covers.get(lattice)]));
    computed = measures.flatMap((measure) =>
      cuboidsOf(measure, grain)
        .filter((cuboid) =>
          partsOf(measure).every(({ id, stream }) =>
            byStream.get(stream)?.has(coverId(id, exactCuboidId(measure, cuboid.id))),
          ),
        )
        .map((cuboid) => ({ measure, cuboid })),
    );
    computedBySignature.set(signature, computed);
  }
  return computed;
}

/** How often each measure's cuboid was published, in some periods. */
async function publications(
  client: pg.ClientBase,
  periods: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<{
    measure: string;
    cuboid: string;
    period: string;
    publication: number;
  }>(
    `SELECT measure, cuboid, period, max(publication) AS publication
     FROM published.publication WHERE period = ANY($1) GROUP BY measure, cuboid, period`,
    [periods],
  );
  return new Map(
    rows.map((row) => [`${row.measure}|${row.cuboid}|${row.period}`, row.publication]),
  );
}
