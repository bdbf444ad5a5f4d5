import { type Cell, packedFormats, seriesShape } from '@vigie/contract';
import { createPool } from '@vigie/warehouse';
import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { publishedApi } from './testing/published-api.js';
import { days, oracle, publishedWorld, revised } from './testing/published-world.js';
import {
  cellOfRow,
  cellsOfArrow,
  cellsOfCsv,
  cellsOfCsvFr,
  cellsOfSheet,
} from './testing/read-back.js';

const rows = publishedWorld().filter(({ measure }) => measure === revised);
const api = publishedApi(() => rows);
const { get } = api;

const query = `measure=${revised}&split=region,sector&territory=REG-84,REG-11&period=2026-09..`;
/** Four pages of cells. */
const long = `measure=${revised}&split=region&period=${days[0]!}..`;

interface Manifest {
  row_count: number;
  reference: string;
  permanent_link: string;
  files: { name: string; bytes: number; sha256: string; rows?: number }[];
}
type Files = Record<string, Uint8Array>;
const packed = async (question: string): Promise<Files> => {
  const response = await get(`/v1/series?${question}&format=zip`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/zip');
  return unzipSync(new Uint8Array(await response.arrayBuffer()));
};
const textOf = (files: Files, name: string): string => strFromU8(files[name]!);
const manifestOf = (files: Files): Manifest =>
  JSON.parse(textOf(files, 'manifest.json')) as Manifest;
const bufferOf = (files: Files, name: string): ArrayBuffer => new Uint8Array(files[name]!).buffer;

describe('the package of an answer', () => {
  it('holds the same cells in every format, as many as were announced', async () => {
    for (const question of [query, long]) {
      const response = await get(`/v1/series?${question}&format=count`);
      const { rows: cells } = seriesShape.parse(await (await get(`/v1/series?${question}`)).json());
      expect(response.headers.get('x-row-count')).toBe(String(cells.length));
      const files = await packed(question);
      const csv = parse(textOf(files, 'donnees.csv'));
      const french = parse(textOf(files, 'donnees-excel-fr.csv'), {
        ...{ bom: true, delimiter: ';', record_delimiter: '\r\n' },
      });
      const parquet = await parquetReadObjects({ file: bufferOf(files, 'donnees.parquet') });
      const read: Cell[][] = [
        cellsOfCsv(csv),
        cellsOfCsvFr(french),
        cellsOfSheet(await readSheet(Buffer.from(files['donnees.xlsx']!))),
        parquet.map((row) => cellOfRow(row as never)),
        cellsOfArrow(bufferOf(files, 'donnees.arrow')),
        cellsOfArrow(bufferOf(files, 'donnees.arrows')),
      ];
      for (const [at, each] of read.entries()) expect(each, packedFormats[at]).toEqual(cells);
      expect(manifestOf(files).row_count).toBe(cells.length);
    }
  }, 60_000);

  it('lists each of its files with its rows, size and digest, last', async () => {
    const files = await packed(query);
    const { files: told, row_count: count } = manifestOf(files);
    expect(Object.keys(files).at(-1)).toBe('manifest.json');
    expect([...told.map(({ name }) => name), 'manifest.json']).toEqual(Object.keys(files));
    for (const { name, bytes, sha256, rows: held } of told) {
      const file = files[name]!;
      expect(bytes, name).toBe(file.length);
      expect(sha256, name).toBe(createHash('sha256').update(file).digest('hex'));
      if (name.startsWith('donnees')) expect(held, name).toBe(count);
    }
  });

  it('says what it is, that it is simulated, how to cite it and what reopens it', async () => {
    const files = await packed(query);
    const { reference, permanent_link: link } = manifestOf(files);
    expect(textOf(files, 'LISEZMOI.txt')).toMatch(/^DONNÉES SIMULÉES/);
    expect(textOf(files, 'README.txt')).toMatch(/SIMULATED DATA/);
    expect(textOf(files, 'LISEZMOI.txt')).toContain(`Pour citer\nDonnées simulées. Vigie`);
    for (const name of ['LISEZMOI.txt', 'README.txt']) {
      expect(textOf(files, name)).toContain(reference);
      expect(textOf(files, name)).toContain(link);
      expect(textOf(files, name)).not.toMatch(/undefined|null/);
    }
    expect(textOf(files, 'LICENCE.txt')).toMatch(/LICENCE OUVERTE 2.0/);
    expect(textOf(files, 'indicateur.csv')).toContain(revised);
    const [header = []] = parse(textOf(files, 'donnees.csv'));
    const columns: Record<string, string>[] = parse(textOf(files, 'colonnes.csv'), {
      columns: true,
    });
    expect(columns.map((one) => one['COLUMN'])).toEqual(header);
    for (const { LABEL_FR: french, LABEL_EN: english } of columns) {
      expect([french, english]).not.toContain('');
    }
  });

  it('has the published totals beside, since rows do not add up', async () => {
    const files = await packed(query);
    const totals = cellsOfCsv(parse(textOf(files, 'totaux.csv')));
    const above = (cuboid: string, territories: string[]) =>
      oracle(
        rows,
        2,
        (row) =>
          row.cuboid === cuboid && row.period >= '2026-09' && territories.includes(row.territory),
      );
    const expected = [
      ...above('month.nation', ['FR']),
      ...above('month.region', ['REG-11', 'REG-84']),
      ...above('month.nation.sector', ['FR']),
    ];
    const sorted = (cells: Cell[]): string[] => cells.map((one) => JSON.stringify(one)).sort();
    expect(sorted(totals)).toEqual(sorted(expected));
    const told = manifestOf(files).files.find(({ name }) => name === 'totaux.csv');
    expect(told?.rows).toBe(expected.length);
  });

  it('has the formats that are asked for', async () => {
    const files = await packed(`${query}&files=csv_fr,parquet,parquet`);
    const data = Object.keys(files).filter((name) => name.startsWith('donnees'));
    expect(data).toEqual(['donnees-excel-fr.csv', 'donnees.parquet']);
    const refused = async (given: string) => (await get(`/v1/series?${query}&${given}`)).json();
    expect(await refused('format=zip&files=csv,xls')).toMatchObject({
      ...{ code: 'invalid_parameter', field: 'files' },
    });
    expect(await refused('format=csv&files=csv')).toMatchObject({
      ...{ code: 'invalid_parameter', field: 'format', allowed: ['zip'] },
    });
  });

  it('is the same bytes each time, and is not sent twice to who has it', async () => {
    const path = `/v1/series?${query}&format=zip`;
    const first = await get(path);
    const bytes = Buffer.from(await first.arrayBuffer());
    expect(bytes.equals(Buffer.from(await (await get(path)).arrayBuffer()))).toBe(true);
    const etag = first.headers.get('etag')!;
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(`${path}&files=csv`, { 'if-none-match': etag })).status).toBe(200);
    expect(first.headers.get('content-disposition')).toBe(
      'attachment; filename="donnees-simulees-feeding-documents-month-region-sector-edition-2.zip"',
    );
  });
});

describe('an answer that the database leaves in the middle', () => {
  it.each(['zip', 'json', 'csv', 'csv_fr', 'xlsx', 'parquet', 'arrow', 'arrow_stream'])(
    'as %s has no end that looks like one',
    async (format) => {
      const pool = createPool(api.database.ownerUrl, 1);
      const owner = await pool.connect();
      try {
        const response = await get(`/v1/series?${long}&format=${format}`);
        expect(response.headers.get('x-row-count')).toBe('7200');
        // The next page waits for the table, then loses its connection.
        await owner.query('BEGIN');
        await owner.query('LOCK TABLE published.cell IN ACCESS EXCLUSIVE MODE');
        const ended = response.arrayBuffer().then(
          () => 'whole',
          () => 'broken',
        );
        await expect
          .poll(async () => {
            const { rowCount } = await owner.query(
              `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE usename = 'vigie_api' AND wait_event_type = 'Lock'`,
            );
            return rowCount;
          })
          .toBeGreaterThan(0);
        expect(await ended).toBe('broken');
      } finally {
        await owner.query('ROLLBACK');
        owner.release();
        await pool.end();
      }
    },
  );
});
