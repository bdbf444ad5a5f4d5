import {
  advance,
  assertPrepared,
  eventStreams,
  eventTables,
  prepareDatabase,
  type StreamDeclaration,
} from '@vigie/etl';
import { connect, createPool, migrate, roleUrl } from '@vigie/warehouse';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cellKey } from '../support/cell-key.js';
import { freshDatabase } from '../support/postgres.js';

const toy: StreamDeclaration = {
  name: 'toy',
  schemaVersion: 1,
  columns: [
    { name: 'actor', type: 'uuid' },
    { name: 'sector', type: 'text', register: 'sector' },
    { name: 'count', type: 'int4' },
  ],
  target: { kind: 'partitioned', distribution: 'actor' },
};
/** The toy as a later release declares it. */
const declaring = (...columns: StreamDeclaration['columns'][number][]): StreamDeclaration => ({
  ...toy,
  columns: [...toy.columns, ...columns],
});

async function database() {
  const fresh = await freshDatabase();
  onTestFinished(() => fresh.drop());
  const prepare = (streams?: readonly StreamDeclaration[]) =>
    prepareDatabase({ url: fresh.ownerUrl, dataDir: fresh.dataDir, ...(streams && { streams }) });
  return { ...fresh, prepare };
}

async function prepared(streams?: readonly StreamDeclaration[]) {
  const own = await database();
  const changes = await own.prepare(streams);
  const as = async (url: string) => {
    const client = await connect(url, 'DATABASE_URL');
    onTestFinished(() => client.end());
    return client;
  };
  const owner = await as(own.ownerUrl);
  const etl = await as(roleUrl(own.ownerUrl, 'vigie_etl', own.dataDir));
  return { ...own, changes, owner, etl };
}

const insertToy = `INSERT INTO ingest.toy (month, period, row_id, revision, deleted, actor, sector, count)
  VALUES ('2026-10', '2026-10-05', gen_random_uuid(), 1, false, gen_random_uuid(), 'mdv', 3)`;

describe('the tables of events', () => {
  it('follow from the declarations, column by column', async () => {
    const { owner, changes } = await prepared();
    const { rows } = await owner.query<{ table: string; column: string; type: string }>(
      `SELECT table_name AS table, column_name AS column, data_type AS type
       FROM information_schema.columns WHERE table_schema = 'ingest'`,
    );
    const types = new Map(rows.map(({ table, column, type }) => [`${table}.${column}`, type]));
    const sql = { text: 'text', int4: 'integer', int8: 'bigint', uuid: 'uuid', date: 'date' };
    for (const { name, columns } of eventTables(eventStreams)) {
      for (const column of columns) {
        expect(types.get(`${name}.${column.name}`), `${name}.${column.name}`).toBe(
          sql[column.type],
        );
      }
    }
    expect(eventTables(eventStreams)).toHaveLength(32);
    // The tables of older releases are extended where they stand.
    expect(changes.tables.created).toContain('consultations');
    expect(changes.tables.created).not.toContain('visits');
    const columns = ['known'];
    expect(changes.tables.extended).toContainEqual({
      table: 'visits',
      columns,
      holdsMonths: false,
    });
  });

  it('take what the etl writes, and show nothing to the API', async () => {
    const { etl, ownerUrl, dataDir } = await prepared([toy]);
    await etl.query(`SELECT ingest.open_partition('toy', '2026-10', true)`);
    await etl.query(insertToy);
    await expect(etl.query('SELECT count FROM ingest.toy_2026_10')).resolves.toMatchObject({
      rows: [{ count: 3 }],
    });
    const api = await connect(roleUrl(ownerUrl, 'vigie_api', dataDir), 'DATABASE_URL');
    onTestFinished(() => api.end());
    await expect(api.query('SELECT * FROM ingest.toy')).rejects.toThrow(/permission denied/);
    await etl.query(`SELECT ingest.drop_partition('toy', '2026-10')`);
    await expect(etl.query('SELECT * FROM ingest.toy')).resolves.toMatchObject({ rowCount: 0 });
  });

  it('are made once when five prepare the database together', async () => {
    const { prepare } = await database();
    const done = await Promise.all(Array.from({ length: 5 }, () => prepare([toy])));
    expect(done.filter(({ tables }) => tables.created.length > 0)).toHaveLength(1);
    expect((await prepare([toy])).tables).toEqual({ created: [], extended: [] });
  });

  it('gain a column in place, their partitions and rows kept', async () => {
    const { prepare, etl } = await prepared([toy]);
    await etl.query(`SELECT ingest.open_partition('toy', '2026-10', true)`);
    await etl.query(insertToy);
    const wider = declaring({ name: 'late', type: 'int4' }, { name: 'kind', type: 'text' });
    expect((await prepare([wider])).tables.extended).toEqual([
      { table: 'toy', columns: ['late', 'kind'], holdsMonths: true },
    ]);
    const { rows } = await etl.query('SELECT count, late, kind FROM ingest.toy_2026_10');
    expect(rows).toEqual([{ count: 3, late: 0, kind: '' }]);
  });

  it('keep a column that is no longer declared, empty from then on', async () => {
    const { prepare, etl } = await prepared([declaring({ name: 'old', type: 'int4' })]);
    await etl.query(`SELECT ingest.open_partition('toy', '2026-10', true)`);
    await expect(etl.query(insertToy)).rejects.toThrow(/null value in column "old"/);
    await prepare([toy]);
    await etl.query(insertToy);
    expect((await etl.query('SELECT count, old FROM ingest.toy')).rows).toEqual([
      { count: 3, old: null },
    ]);
  });

  it.each<[string, StreamDeclaration, RegExp]>([
    [
      'another type of a column',
      { ...toy, columns: [toy.columns[0]!, { name: 'sector', type: 'int4' }] },
      /The column sector of ingest\.toy is of type text, .* declares integer: .*another name/,
    ],
    [
      'another column to be distributed by',
      { ...toy, target: { kind: 'partitioned', distribution: 'sector' } },
      /ingest\.toy is distributed by actor, .* declares sector/,
    ],
    ['the name of another table', { ...toy, name: 'page' }, /ingest\.page is no table of events/],
    ['a name that is no plain word', { ...toy, name: 'toy; --' }, /“toy; --”: small letters/],
    ['a column of every table', declaring({ name: 'month', type: 'text' }), /month twice/],
    [
      'a distribution by no column of its own',
      { ...toy, name: 'other', target: { kind: 'partitioned', distribution: 'nothing' } },
      /none of its columns/,
    ],
  ])('are refused with a sentence for %s, and nothing is changed', async (_, changed, sentence) => {
    const { prepare, owner } = await prepared([toy]);
    const fine: StreamDeclaration = { ...toy, name: 'fine' };
    await expect(prepare([fine, changed])).rejects.toThrow(sentence);
    const { rows } = await owner.query(`SELECT to_regclass('ingest.fine') AS table`);
    expect(rows).toEqual([{ table: null }]);
  });

  it('are missed before anything is read: the sentence says to migrate', async () => {
    const own = await database();
    await migrate({ url: own.ownerUrl, dataDir: own.dataDir });
    const pool = createPool(roleUrl(own.ownerUrl, 'vigie_etl', own.dataDir));
    onTestFinished(() => pool.end());
    const client = await connect(own.ownerUrl, 'DATABASE_URL');
    onTestFinished(() => client.end());
    await expect(assertPrepared(client)).rejects.toThrow(/lacks .* run "migrate"/);
    await expect(
      advance({
        pool,
        // Nothing listens there: it must not be asked.
        coreUrl: 'http://127.0.0.1:1',
        retentionDays: 45,
        replayNights: 0,
        cellKey,
        pageRows: 5_000,
        signal: new AbortController().signal,
      }),
    ).rejects.toThrow(/lacks .* run "migrate"/);
    await own.prepare();
    await expect(assertPrepared(client)).resolves.toBeUndefined();
  });
});
