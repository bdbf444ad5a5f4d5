import { cuboids, measures, parts, type Cuboid } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import type { Day, Grain, Month } from '../calendar/calendar.js';
import { baseSql, cellsSql, cuboidsOfPart, type StreamShape } from './cells.sql.js';

const shapes: Readonly<Record<string, StreamShape>> = {
  documents: { name: 'documents', hasActor: true, fixed: ['sector'], changing: ['generation'] },
  roster: { name: 'roster', hasActor: true, fixed: ['sector'], changing: ['generation'] },
  profiles: { name: 'profiles', hasActor: false, fixed: ['age_band'], changing: [] },
};

/** Streams that cells are made of, and the grains that they are aggregated in. */
export const aggregatedStreams = Object.keys(shapes).map((name) => ({
  name,
  grains: (['day', 'month'] as const).filter((grain) =>
    parts.some((part) => part.stream === name && part.grains.includes(grain)),
  ),
}));

/**
 * Computes anew, from the events of one stream's month, every cell of the given periods (the
 * month itself, or days of it), inside the caller's transaction, and notes the feed day that
 * they are worth.
 */
export async function aggregate(
  client: pg.ClientBase,
  stream: string,
  grain: Grain,
  month: Month,
  periods: readonly string[],
  feedDay: Day,
): Promise<void> {
  const shape = shapes[stream];
  const own = parts.filter((part) => part.stream === stream && part.grains.includes(grain));
  if (!shape || own.length === 0 || periods.length === 0) return;
  // The default of four megabytes would send every grouping of a journal month to the disk.
  await client.query(`SET LOCAL work_mem = '96MB'`);
  await client.query('DELETE FROM mart.cell WHERE part = ANY($1) AND period = ANY($2)', [
    own.map((part) => part.id),
    periods,
  ]);
  const columns = [...new Set(own.map((part) => part.column))];
  const wanted = cuboids.filter((cuboid) => cuboid.grain === grain);
  const changes = (cuboid: Cuboid) =>
    cuboid.categories.some((name) => shape.changing.includes(name));
  for (const withChanging of [false, true]) {
    const statements = columns.flatMap((column) =>
      wanted
        .filter((cuboid) => changes(cuboid) === withChanging)
        .flatMap((cuboid) => {
          const made = own.filter(
            (part) =>
              part.column === column && cuboidsOfPart(part, measures, cuboids).includes(cuboid),
          );
          return made.length === 0 ? [] : [cellsSql(column, made, cuboid)];
        }),
    );
    if (statements.length === 0) continue;
    await client.query(baseSql(shape, columns, withChanging), [grain, month, periods]);
    for (const statement of statements) await client.query(statement);
    await client.query('DROP TABLE base');
  }
  await client.query(
    `INSERT INTO mart.aggregated (stream, grain, period, feed_day)
     SELECT $1, $2, period, $4 FROM unnest($3::text[]) AS period
     ON CONFLICT (stream, grain, period) DO UPDATE SET feed_day = excluded.feed_day`,
    [stream, grain, periods, feedDay],
  );
}
