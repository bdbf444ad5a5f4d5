import { cuboids, measures, parts, type Cuboid, type Part } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import type { Day, Grain, Month } from '../calendar/calendar.js';
import type { StreamCells } from '../pipeline/stream.js';
import { streams } from '../streams/index.js';
import { baseSql, cellsSql, columnsOf, countedSql, cuboidsOfPart } from './cells.sql.js';

const cellsOf = new Map(streams.flatMap(({ name, cells }) => (cells ? [[name, cells]] : [])));

/** Streams that cells are made of, and the grains that they are aggregated in. */
export const aggregatedStreams = [...cellsOf.keys()].map((name) => ({
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
  const cells = cellsOf.get(stream);
  const own = parts.filter((part) => part.stream === stream && part.grains.includes(grain));
  if (!cells || own.length === 0 || periods.length === 0) return;
  // The default of four megabytes would send every grouping of a journal month to the disk.
  await client.query(`SET LOCAL work_mem = '96MB'`);
  await client.query('DELETE FROM mart.cell WHERE part = ANY($1) AND period = ANY($2)', [
    own.map((part) => part.id),
    periods,
  ]);
  const wanted = own.flatMap((part) =>
    cuboidsOfPart(part, measures, cuboids)
      .filter((cuboid) => cuboid.grain === grain)
      .map((cuboid) => ({ part, cuboid })),
  );
  if (cells.of === 'counted') {
    for (const { part, cuboid } of wanted) {
      await client.query(countedSql(stream, part, cuboid), [month]);
    }
  } else {
    for (const { changing, made } of byChanging(wanted, cells)) {
      const columns = [...new Set(made.flatMap(({ part }) => columnsOf(part)))];
      await client.query(baseSql(stream, cells, columns, changing), [grain, month, periods]);
      for (const statement of statementsOf(made)) await client.query(statement);
      await client.query('DROP TABLE base');
    }
  }
  await client.query(
    `INSERT INTO mart.aggregated (stream, grain, period, feed_day)
     SELECT $1, $2, period, $4 FROM unnest($3::text[]) AS period
     ON CONFLICT (stream, grain, period) DO UPDATE SET feed_day = excluded.feed_day`,
    [stream, grain, periods, feedDay],
  );
}

interface Made {
  readonly part: Part;
  readonly cuboid: Cuboid;
}

/**
 * Cells by the changing categories that they cross: only then has each contributor one row for each
 * of their values, and is counted once.
 */
function byChanging(
  wanted: readonly Made[],
  { changing = [] }: StreamCells,
): { changing: readonly string[]; made: readonly Made[] }[] {
  const crossed = ({ cuboid }: Made): string[] =>
    changing.filter((name) => cuboid.categories.includes(name));
  return [...Map.groupBy(wanted, (made) => crossed(made).join())].map(([names, made]) => ({
    changing: names === '' ? [] : names.split(','),
    made,
  }));
}

/** One statement for the parts that share a cuboid and their columns. */
function statementsOf(made: readonly Made[]): string[] {
  const alike = Map.groupBy(
    made,
    ({ part, cuboid }) => `${cuboid.id} ${columnsOf(part).join()}`,
  ).values();
  return [...alike].flatMap((same) => {
    const [first, ...rest] = same;
    return first === undefined
      ? []
      : [cellsSql([first.part, ...rest.map(({ part }) => part)], first.cuboid)];
  });
}
