import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStreams, eventTables, prepareDatabase } from '@vigie/etl';
import { connect, migrate, migrationsFolder, roleUrl } from '@vigie/warehouse';
import { distribution } from '@vigie/warehouse/schema';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../support/postgres.js';

async function emptyDatabase() {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  return database;
}

async function migrated() {
  const database = await emptyDatabase();
  await prepareDatabase({ url: database.ownerUrl, dataDir: database.dataDir });
  const owner = await connect(database.ownerUrl, 'DATABASE_URL');
  onTestFinished(() => owner.end());
  return { ...database, owner };
}

/** A copy of the migrations that a test may spoil. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-migrations-'));
  cpSync(migrationsFolder, folder, { recursive: true });
  return folder;
}

describe('migrate', () => {
  it('applies each migration once when five start together', async () => {
    const { ownerUrl: url, dataDir } = await emptyDatabase();
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrate({ url, dataDir })));
    const files = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql'));
    expect(applied.filter((count) => count > 0)).toEqual([files.length]);
    await expect(migrate({ url, dataDir })).resolves.toBe(0);
  });

  it('brings several databases of one server up at once', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => emptyDatabase()));
    const applied = await Promise.all(
      all.map(({ ownerUrl: url, dataDir }) => migrate({ url, dataDir })),
    );
    expect(applied.every((count) => count > 0)).toBe(true);
  });

  it('refuses a database where an applied migration had another content', async () => {
    const { ownerUrl: url, dataDir } = await migrated();
    const folder = ownFolder();
    const file = join(folder, '0001_events_roles_views.sql');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n-- edited\n`);
    await expect(migrate({ url, dataDir, folder })).rejects.toThrow(/another content/);
  });

  it('refuses a database that a newer release has migrated', async () => {
    const { ownerUrl: url, dataDir, owner } = await migrated();
    await owner.query(
      `INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('later', 9e12)`,
    );
    await expect(migrate({ url, dataDir })).rejects.toThrow(/use a newer release/);
  });

  it('refuses a folder where a migration is dated before the one it follows', async () => {
    const { ownerUrl: url, dataDir } = await emptyDatabase();
    const folder = ownFolder();
    const file = join(folder, 'meta', '_journal.json');
    const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { when: number }[] };
    journal.entries.forEach((entry, index) => {
      entry.when = 1_000 - index;
    });
    writeFileSync(file, JSON.stringify(journal));
    await expect(migrate({ url, dataDir, folder })).rejects.toThrow(/dated before/);
  });

  it.each([
    ['postgresql://vigie:wrong@HOST/vigie', /password is refused.*DATABASE_URL/],
    ['postgresql://vigie:x@127.0.0.1:1/vigie', /no PostgreSQL server.*DATABASE_URL/],
    ['not an address', /not an address.*DATABASE_URL/],
  ])('names the setting to correct for %s', async (address, sentence) => {
    const { ownerUrl, dataDir } = await emptyDatabase();
    const url = address.replace('HOST', new URL(ownerUrl).host);
    await expect(migrate({ url, dataDir })).rejects.toThrow(sentence);
  });
});

describe('the roles', () => {
  it('let the API read published figures and reach no event, cell of mart or partition', async () => {
    const { owner, ownerUrl, dataDir } = await migrated();
    for (const { name } of eventTables(eventStreams)) {
      await owner.query('SELECT ingest.open_partition($1, $2, true)', [name, '2026-10']);
    }
    const api = await connect(roleUrl(ownerUrl, 'vigie_api', dataDir), 'DATABASE_URL');
    onTestFinished(() => api.end());
    await expect(api.query('SELECT count(*) FROM published.cell')).resolves.toBeDefined();
    const { rows: relations } = await owner.query<{ schema: string; name: string }>(
      `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname IN ('ingest', 'mart')`,
    );
    expect(relations.map((relation) => relation.name)).toContain('documents_2026_10');
    for (const { schema, name } of relations) {
      await expect(api.query(`SELECT * FROM ${schema}."${name}"`)).rejects.toThrow(
        /permission denied/,
      );
    }
    await expect(api.query(`SELECT ingest.drop_partition('documents', '2026-10')`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(api.query('DELETE FROM published.cell')).rejects.toThrow(/permission denied/);
  });

  it('give the API exactly the relations of its own schemas, whatever else there is', async () => {
    const { owner } = await migrated();
    const { rows } = await owner.query<{ schema: string }>(
      `SELECT DISTINCT n.nspname AS schema FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
         AND n.nspname NOT IN ('pg_catalog', 'information_schema')
         AND has_schema_privilege('vigie_api', n.oid, 'USAGE')
         AND has_any_column_privilege('vigie_api', c.oid, 'SELECT')`,
    );
    expect(rows.map((row) => row.schema).sort()).toEqual([
      'access',
      'drizzle',
      'ops',
      'published',
      'reference',
    ]);
  });

  it('are neither superusers nor owners, and bypass nothing', async () => {
    const { owner } = await migrated();
    const { rows } = await owner.query<{ bad: boolean }>(
      `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb
         OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid) AS bad
       FROM pg_roles r WHERE rolname IN ('vigie_etl', 'vigie_api')`,
    );
    expect(rows).toEqual([{ bad: false }, { bad: false }]);
  });
});

describe('the distribution columns', () => {
  it('are part of every unique key of ingest, mart and published', async () => {
    const { owner } = await migrated();
    const events = eventTables(eventStreams);
    for (const { name } of events) {
      await owner.query(`SELECT ingest.open_partition($1, '2026-10', true)`, [name]);
    }
    const declared = {
      ...distribution,
      ...Object.fromEntries(events.map((table) => [`ingest.${table.name}`, table.distribution])),
    };
    const { rows } = await owner.query<{ name: string; parent: string | null; columns: string[] }>(
      `SELECT n.nspname || '.' || c.relname AS name, n.nspname || '.' || p.relname AS parent,
              array_agg(a.attname::text) AS columns
       FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_inherits h ON h.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = h.inhparent
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
       WHERE i.indisunique AND n.nspname IN ('ingest', 'mart', 'published')
       GROUP BY i.indexrelid, 1, 2`,
    );
    expect(rows.length).toBeGreaterThan(8 + events.length);
    for (const { name, parent, columns } of rows) {
      const column = declared[parent ?? name];
      expect(column, `${name} has no declared distribution`).not.toBeUndefined();
      if (column) expect(columns, name).toContain(column);
    }
  });

  it('are crossed by no foreign key', async () => {
    const { owner } = await migrated();
    const { rowCount } = await owner.query(`SELECT 1 FROM pg_constraint WHERE contype = 'f'`);
    expect(rowCount).toBe(0);
  });
});
