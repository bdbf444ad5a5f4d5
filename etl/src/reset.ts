import { connect, OperatorError } from '@vigie/warehouse';

const schemas = [
  'access',
  'drizzle',
  'ingest',
  'mart',
  'ops',
  'published',
  'reference',
  'sentinelle',
];

/** Erases everything that Vigie keeps in a database; the roles and the database itself stay. */
export async function reset(url: string): Promise<void> {
  const client = await connect(url, 'DATABASE_URL');
  try {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*) AS count FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND usename IN ('vigie_etl', 'vigie_api')`,
    );
    if ((rows[0]?.count ?? 0) > 0) {
      throw new OperatorError('Vigie is running on this database: stop it, then reset.');
    }
    const { rows: own } = await client.query<{ vigie: boolean }>(
      `SELECT to_regclass('reference.source') IS NOT NULL AS vigie`,
    );
    if (!own[0]?.vigie) {
      throw new OperatorError(
        'This database holds nothing of Vigie: nothing was erased. Is DATABASE_URL right?',
      );
    }
    await client.query('BEGIN');
    for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
