import { type Cell, seriesColumns } from '@vigie/contract';
import { tableFromIPC } from 'apache-arrow';
import { strFromU8, unzipSync } from 'fflate';
import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { bytesOf, cell, head, paged } from '../../../testing/answer.js';
import { toArrow, toArrowStream } from './arrow.format.js';
import { rowsOf } from './series-row.js';
import { toParquet } from './parquet.format.js';
import { toXlsx } from './xlsx.format.js';

const writers = { xlsx: toXlsx, parquet: toParquet, arrow: toArrow, arrow_stream: toArrowStream };
type Name = keyof typeof writers;
const names = Object.keys(writers) as Name[];

const cells = (count: number): Cell[] =>
  Array.from({ length: count }, (_, n) =>
    n % 7 === 3
      ? cell(n + 1, { value: null, state: 'lt11' })
      : cell(n + 1, { provisional: n % 2 === 0 }),
  );
const pagesOf = (all: Cell[], size: number): Cell[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
    all.slice(n * size, (n + 1) * size),
  );
const fileOf = async (name: Name, all: Cell[], size = 2_000): Promise<Buffer> =>
  Buffer.concat(await bytesOf(writers[name](head(all.length), paged(pagesOf(all, size)))));
const bufferOf = (file: Buffer): ArrayBuffer => new Uint8Array(file).buffer;

/** Rows as another library reads them from a file. */
async function readBack(name: Name, file: Buffer): Promise<unknown[][]> {
  if (name === 'xlsx') return (await readSheet(file, { trim: false })).slice(1);
  if (name === 'parquet') {
    const rows = await parquetReadObjects({ file: bufferOf(file) });
    return rows.map((row) => seriesColumns.map((column) => row[column] as unknown));
  }
  const table = tableFromIPC(file);
  return (table.toArray() as { toJSON(): Record<string, unknown> }[]).map((row) =>
    Object.values(row.toJSON()),
  );
}

describe.each(names)('%s', (name) => {
  it('holds every row of every page, each value with its type', async () => {
    const all = cells(4_500);
    const expected = all.map(rowsOf(head(0))).map((row) => seriesColumns.map((one) => row[one]));
    expect(await readBack(name, await fileOf(name, all))).toEqual(expected);
    expect(await readBack(name, await fileOf(name, []))).toEqual([]);
  });

  it('holds text that begins like a formula as the text that it is', async () => {
    const texts = ['=1+1', '+1', '-1', '@SUM(A1)', "=cmd|' /C calc'!A0", '<b>&"\'</b>', ' é '];
    const file = await fileOf(
      name,
      texts.map((territory) => cell(1, { territory })),
    );
    const at = seriesColumns.indexOf('territory');
    expect((await readBack(name, file)).map((row) => row[at])).toEqual(texts);
    if (name !== 'xlsx') return;
    const sheet = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml']!);
    expect(sheet).toContain('=1+1');
    expect(sheet).not.toMatch(/<f[ >]/);
  });

  it('is the same bytes each time', async () => {
    const all = cells(50);
    expect((await fileOf(name, all)).equals(await fileOf(name, all))).toBe(true);
  });

  it('never runs ahead of who reads, and asks for nothing once it is left', async () => {
    let asked = 0;
    let left = false;
    // eslint-disable-next-line @typescript-eslint/require-await -- stands in for pages read from the database
    async function* endless(): AsyncGenerator<Cell[]> {
      try {
        for (;;) {
          asked += 1;
          yield cells(2_000);
        }
      } finally {
        left = true;
      }
    }
    const chunks = writers[name](head(1_000_000), endless());
    await chunks.next();
    await chunks.next();
    // A group of Parquet is five pages, and a sheet is deflated a few at a time.
    expect(asked).toBeLessThanOrEqual(20);
    await chunks.return(undefined);
    await expect.poll(() => left).toBe(true);
    const after = asked;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toBe(after);
  });

  it('has no end where its rows break off', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- stands in for pages read from the database
    async function* broken(): AsyncGenerator<Cell[]> {
      yield cells(2_000);
      throw new Error('the database went away');
    }
    const chunks: Uint8Array[] = [];
    const read = async (): Promise<void> => {
      for await (const chunk of writers[name](head(4_000), broken())) chunks.push(chunk);
    };
    await expect(read()).rejects.toThrow('went away');
    const rows = (async () => {
      const table = await readBack(name, Buffer.concat(chunks));
      // A stream of Arrow has no footer: the rows that it announces are missing.
      if (table.length !== 4_000) throw new Error('rows are missing');
    })();
    await expect(rows).rejects.toThrow();
  });
});

describe('what Parquet says besides its rows', () => {
  const all = cells(25_000);
  const metadata = async (rows: Cell[]): Promise<FileMetaData> =>
    parquetMetadata(bufferOf(await fileOf('parquet', rows)));

  it('is how many there are, how to cite them, and plain types', async () => {
    const { key_value_metadata: pairs, schema, num_rows: count } = await metadata(all.slice(0, 9));
    const said = new Map(pairs?.map(({ key, value }) => [key, value]));
    expect(Number(count)).toBe(9);
    expect(said.get('rows')).toBe('9');
    expect(said.get('reference')).toBe('1ABC');
    expect(said.get('citation_fr')).toMatch(/^Données simulées/);
    const types = new Map(
      schema.map(({ name, type, converted_type: text }) => [name, text ?? type]),
    );
    expect(types.get('territory')).toBe('UTF8');
    expect([types.get('value'), types.get('edition')]).toEqual(['DOUBLE', 'INT32']);
    expect(types.get('simulated')).toBe('BOOLEAN');
  });

  it('is computed from the rows of a group, and groups are cut by their number alone', async () => {
    const { row_groups: groups } = await metadata(all);
    expect(groups.map((group) => Number(group.num_rows))).toEqual([10_000, 10_000, 5_000]);
    let first = 0;
    for (const { columns, num_rows: count } of groups) {
      const rows = all.slice(first, first + Number(count));
      const values = rows.flatMap(({ value }) => value ?? []);
      const told = columns.find(({ meta_data: meta }) => meta?.path_in_schema[0] === 'value');
      expect(told?.meta_data?.statistics).toMatchObject({
        min_value: values.reduce((least, value) => Math.min(least, value)),
        max_value: values.reduce((most, value) => Math.max(most, value)),
        null_count: BigInt(rows.length - values.length),
      });
      first += rows.length;
    }
    // Other values in the same places change neither the groups nor the order.
    const others = await metadata(all.map((one) => ({ ...one, value: 1, state: 'ok' })));
    expect(others.row_groups.map((group) => group.num_rows)).toEqual(
      groups.map((group) => group.num_rows),
    );
  });
});
