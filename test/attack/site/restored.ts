import { prepareDatabase } from '@vigie/etl';
import { connect } from '@vigie/warehouse';
import type pg from 'pg';

/** A database that was migrated anew and filled with the rows of another, which come in any order. */
export interface Restored {
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

/**
 * Writes every table of a database out as text and reads it into another one, as a dump does. Events
 * stay behind: what is published does not need them.
 */
export async function restored(ownerUrl: string, dataDir: string): Promise<Restored> {
  const source = await connect(ownerUrl, 'DATABASE_URL');
  const url = new URL(ownerUrl);
  url.pathname += '_restored';
  const name = url.pathname.slice(1);
  await source.query(`CREATE DATABASE ${name}`);
  await prepareDatabase({ url: url.href, dataDir });
  const target = await connect(url.href, 'DATABASE_URL');
  try {
    await target.query('SET session_replication_role = replica');
    const tables = await tablesOf(target);
    // What the migration wrote comes with the rest.
    await target.query(`TRUNCATE ${tables.map(([table]) => table).join()}`);
    for (const [table, columns] of tables) {
      const { rows } = await source.query<{ content: string }>(
        `SELECT coalesce(json_agg(t), '[]')::text AS content
         FROM (SELECT ${columns} FROM ${table} ORDER BY random()) AS t`,
      );
      await target.query(
        `INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE
         SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`,
        [rows[0]?.content],
      );
    }
  } finally {
    await target.end();
    await source.end();
  }
  return {
    ownerUrl: url.href,
    drop: async () => {
      const owner = await connect(ownerUrl, 'DATABASE_URL');
      await owner.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await owner.end();
    },
  };
}

/** Tables with rows of their own, each with the columns that are written. */
async function tablesOf(database: pg.Client): Promise<[table: string, columns: string][]> {
  const { rows } = await database.query<{ table: string; columns: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS table,
            string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
     FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
     WHERE c.relkind = 'r' AND n.nspname IN ('reference', 'ingest', 'mart', 'published', 'ops')
       AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY 1`,
  );
  return rows.map(({ table, columns }) => [table, columns]);
}
