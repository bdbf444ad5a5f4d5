import { categoryIds, categoryValues, type CategoryId } from '@vigie/seeds/catalogue';
import { territories } from '@vigie/seeds/reference';
import { inTransaction } from '@vigie/warehouse';
import type pg from 'pg';
import type { Manifest, Registers } from '../feed/feed.schema.js';
import type { RegisterValues } from '../pipeline/stream.js';

/** Start of validity of the reference data that the project ships. */
const validFrom = '2022-01-01';

/** Writes the reference data of the seeds and the registers of the feed; a rerun changes nothing. */
export async function loadReference(pool: pg.Pool, registers: Registers): Promise<void> {
  await inTransaction(pool, async (client) => {
    await upsert(
      client,
      'reference.territory',
      ['id', 'valid_from'],
      territories.map((t) => ({ ...t, valid_from: validFrom })),
    );
    const categories = categoryIds.flatMap((dimension) =>
      categoryValues[dimension].map(({ id, name_fr, name_en }, rank) => ({
        dimension,
        id,
        rank,
        name_fr,
        name_en,
      })),
    );
    await upsert(client, 'reference.category', ['dimension', 'id'], categories);
    await upsert(client, 'reference.vendor', ['id'], registers.vendors);
    await upsert(client, 'reference.release', ['id'], registers.releases);
    await upsert(client, 'reference.submitter', ['id', 'stream'], registers.submitters);
  });
}

/** The values that rows are checked against. */
export function registerValues(registers: Registers, manifest: Manifest): RegisterValues {
  const ids = (rows: readonly { id: string }[]): ReadonlySet<string> =>
    new Set(rows.map((row) => row.id));
  const category = (id: CategoryId) => ids(categoryValues[id]);
  return {
    territory: ids(territories),
    department: ids(territories.filter((territory) => territory.kind === 'department')),
    sector: category('sector'),
    generation: category('generation'),
    age_band: category('age_band'),
    irritant: category('irritant'),
    channel: category('channel'),
    lever: category('lever'),
    vendor: ids(registers.vendors),
    release: ids(registers.releases),
    stratum: ids(manifest.strata),
    submitter: ids(registers.submitters),
    stream: new Set(registers.submitters.map((row) => row.stream)),
  };
}

async function upsert(
  client: pg.ClientBase,
  table: string,
  key: readonly string[],
  rows: readonly object[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const others = names.filter((name) => !key.includes(name));
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT ${names.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1)
     ON CONFLICT (${key.join(', ')}) DO UPDATE SET
       ${others.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [JSON.stringify(rows)],
  );
}
