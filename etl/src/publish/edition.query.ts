import { createHash } from 'node:crypto';
import { measures } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';
import { streams } from '../streams/index.js';
import { editionQuality, type EditionQuality } from './edition-quality.query.js';
import { partsOf } from '../cells/made-of.js';

/** What was published, and what its protection costs. */
export interface Edition {
  readonly vintage: number;
  readonly feedDay: Day;
  readonly quality: EditionQuality;
}

/**
 * Writes one edition, inside the caller's transaction: its cells by `write`, the declarations that it
 * used, how far its data go; then readers get it.
 */
export async function writeEdition(
  client: pg.ClientBase,
  feedDay: Day,
  publishedAt: Date,
  write: (vintage: number) => Promise<void>,
): Promise<Edition> {
  const vintage = await openVintage(client, feedDay, publishedAt);
  await write(vintage);
  const quality = await editionQuality(client);
  await recordDefinitions(client, vintage);
  await client.query(
    `UPDATE published.vintage v SET
       quality = $4,
       data_through_month = (SELECT max(period) FROM (
         SELECT period FROM published.cell
         WHERE valid_to IS NULL AND cuboid = 'month.nation' AND measure = ANY($2)
           AND reason NOT IN ('not_received', 'not_expected')
         GROUP BY period HAVING count(*) = cardinality($2)) AS whole),
       data_through_day = (SELECT max(period)::date FROM published.cell
                           WHERE valid_to IS NULL AND cuboid = 'day.nation' AND measure = ANY($3)
                             AND reason NOT IN ('not_received', 'not_expected'))
     WHERE id = $1`,
    [vintage, leading, daily, quality],
  );
  await client.query(
    `INSERT INTO published.current ("only", vintage) VALUES (true, $1)
     ON CONFLICT ("only") DO UPDATE SET vintage = excluded.vintage`,
    [vintage],
  );
  return { vintage, feedDay, quality };
}

/** Measures of what is loaded first: how far the data go is told by them. */
const leading = measures
  .filter((measure) =>
    partsOf(measure).every(({ stream }) =>
      streams.some(({ name, order = 'after' }) => name === stream && order !== 'after'),
    ),
  )
  .filter(({ cuboids: ids }) => ids.includes('month.nation'))
  // What is told of the market comes a month later than the rest.
  .filter(({ disclosure_units: units }) => !units.includes('vendor'))
  .map(({ id }) => id);
const daily = measures.filter(({ cuboids: ids }) => ids.includes('day.nation')).map(({ id }) => id);

async function openVintage(client: pg.ClientBase, feedDay: Day, at: Date): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'INSERT INTO published.vintage (feed_day, published_at) VALUES ($1, $2) RETURNING id',
    [feedDay, at.toISOString()],
  );
  const [row] = rows;
  if (!row) throw new Error('the vintage was not written');
  return row.id;
}

/** Every declaration under the hash of its content. */
const definitions = measures.map((measure) => {
  const body = JSON.stringify(measure);
  const hash = createHash('sha256').update(body).digest('hex');
  return { measure: measure.id, version: measure.version, hash, body };
});

/** Keeps each declaration that the vintage used. */
async function recordDefinitions(client: pg.ClientBase, vintage: number): Promise<void> {
  const column = (name: 'measure' | 'version' | 'hash' | 'body') =>
    definitions.map((definition) => definition[name]);
  await client.query(
    `INSERT INTO published.definition (hash, measure, version, body)
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::jsonb[]) ON CONFLICT DO NOTHING`,
    [column('hash'), column('measure'), column('version'), column('body')],
  );
  await client.query(
    `INSERT INTO published.vintage_definition (vintage, measure, hash)
     SELECT $1, * FROM unnest($2::text[], $3::text[])`,
    [vintage, column('measure'), column('hash')],
  );
}
