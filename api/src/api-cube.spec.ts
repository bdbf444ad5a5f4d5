import { createHash } from 'node:crypto';
import { categoryIds, reopenedShape } from '@vigie/contract';
import { measures } from '@vigie/seeds/catalogue';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { cuboidOf, mayReadCuboid } from './features/measures/declaration.js';
import { publishedApi } from './testing/published-api.js';
import { firstLabel, oracle, publishedWorld, revised } from './testing/published-world.js';

const isPublic = (cuboid: string): boolean => mayReadCuboid('public', cuboid);

/** A measure of each kind, and the one that the second edition changes; of two years of days, some. */
const kept = [revised, ...['ratio', 'mean', 'quantile'].flatMap(firstOf)];
const rows = publishedWorld().filter(({ measure, period }) => {
  return kept.includes(measure) && (period.length === 7 || period.endsWith('01'));
});
/** The files of the current edition. */
let files: Record<string, string>;

const api = publishedApi(() => rows);
beforeAll(async () => {
  files = await filesOf();
});

function firstOf(kind: string): string[] {
  const found = measures.find((one) => one.kind === kind && one.cuboids.some(isPublic));
  return found === undefined ? [] : [found.id];
}

type Row = Record<string, string>;
const levels: Row = { REG: 'region', DEP: 'department' };
const get = (query = '', headers = {}) => api.get(`/v1/cube${query}`, headers);
async function filesOf(query = ''): Promise<Record<string, string>> {
  const response = await get(query);
  const unzipped = unzipSync(new Uint8Array(await response.arrayBuffer()));
  return Object.fromEntries(Object.entries(unzipped).map(([name, own]) => [name, strFromU8(own)]));
}
const table = (text = ''): Row[] => parse(text, { columns: true });
const digest = (bytes: ArrayBuffer): string =>
  createHash('sha256').update(Buffer.from(bytes)).digest('hex');

describe('the public cube', () => {
  it('holds every cell of the edition that the public may read, and no other', () => {
    const cells = table(files['cellules.csv']);
    const expected = measures
      .flatMap((measure) => measure.cuboids.map((cuboid) => ({ measure: measure.id, cuboid })))
      .filter(({ cuboid }) => isPublic(cuboid))
      .flatMap(({ measure, cuboid }) => {
        const { grain } = cuboidOf(cuboid);
        return oracle(rows, 2, (row) => row.measure === measure && row.cuboid === cuboid).map(
          (cell) => ({ measure, grain, ...cell }),
        );
      });
    expect(cells.length).toBe(expected.length);
    const key = (all: (string | number | boolean | null | undefined)[]): string =>
      all.map((one) => one ?? '').join('|');
    const read = cells.map((cell) =>
      key([
        ...[cell['MEASURE'], cell['FREQ'], cell['TIME_PERIOD'], cell['REF_AREA'], cell['SECTOR']],
        ...[cell['OBS_VALUE'], cell['NUMERATOR'], cell['DENOMINATOR'], cell['STATE']],
        ...[cell['ERRATA'], cell['OBS_STATUS'] === 'P'],
      ]),
    );
    const wanted = expected.map((cell) =>
      key([
        ...[cell.measure, cell.grain === 'day' ? 'D' : 'M', cell.period, cell.territory],
        ...[cell.sector ?? '_T', cell.value, cell.numerator, cell.denominator, cell.state],
        ...[cell.errata ? 'oui' : 'non', cell.state === 'ok' && cell.provisional],
      ]),
    );
    expect(read.sort()).toEqual(wanted.sort());
  });

  it('says of each cell whether it is free, how far it may be off, and that it does not add up', () => {
    const cells = table(files['cellules.csv']);
    expect(cells.every((cell) => cell['ADDITIF'] === 'non')).toBe(true);
    for (const cell of cells) {
      const told = [cell['OBS_VALUE'] !== '', cell['CONF_STATUS'], cell['OBS_STATUS']];
      if (cell['STATE'] === 'lt11') expect(told).toEqual([false, 'A', 'Q']);
      if (cell['STATE'] === 'ok') expect(told.slice(0, 2)).toEqual([true, 'F']);
      if (cell['OBS_VALUE'] === '') expect(cell['ERROR_CLASS']).toBe('');
    }
    const classes = new Set(cells.map((cell) => cell['ERROR_CLASS']));
    expect([...classes].sort().slice(0, 3)).toEqual(['', 'A', 'B']);
  });

  it('lists cells in the order of their keys, which tells nothing of their values', () => {
    const keys = table(files['cellules.csv']).map((cell) => {
      const values = categoryIds.map((id) => cell[id.toUpperCase()]);
      const level = cell['REF_AREA'] === 'FR' ? 'nation' : levels[cell['REF_AREA']!.slice(0, 3)]!;
      const crossed = categoryIds.filter((_, index) => values[index] !== '_T');
      const cuboid = [cell['FREQ'] === 'D' ? 'day' : 'month', level, ...crossed].sort().join('.');
      return [cell['MEASURE'], cuboid, cell['TIME_PERIOD'], cell['REF_AREA'], ...values].join(' ');
    });
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(keys.toSorted());
  });

  it('explains each of its codes, its measures, its territories and its calendar', () => {
    const cells = table(files['cellules.csv']);
    const codes = table(files['codes.csv']);
    for (const column of ['SECTOR', 'CHANNEL', 'OBS_STATUS', 'CONF_STATUS', 'ERROR_CLASS']) {
      const known = codes.filter((code) => code['COLUMN'] === column).map((code) => code['CODE']);
      for (const cell of cells) expect([...known, ''], column).toContain(cell[column]);
    }
    const ids = (name: string, column: string) =>
      new Set(table(files[name]).map((row) => row[column]));
    const missing = [
      ['MEASURE', ids('indicateurs.csv', 'MEASURE')],
      ['REF_AREA', ids('territoires.csv', 'REF_AREA')],
      ['STATE', ids('etats.csv', 'STATE')],
    ] as const;
    for (const [column, known] of missing) {
      expect(
        cells.filter((cell) => !known.has(cell[column])),
        column,
      ).toEqual([]);
    }
    expect(table(files['editions.csv']).map((row) => row['EDITION'])).toEqual(['2', '1']);
    expect(files['protection.csv']).toBe('WHAT,OF,MONTHS,PERCENT\n');
    expect(table(files['calendrier.csv'])[0]).toEqual({
      ...{ DUE_ON: '2026-11-10', TIME_PERIOD: '2026-11-01', PUBLICATION: '2', FINAL: 'non' },
    });
  });

  it('holds a reference of each series, which reopens it', async () => {
    const references = table(files['references.csv']);
    const told = table(files['indicateurs.csv']).flatMap((one) =>
      one['CUBOIDS']!.split(' ').map((cuboid) => `${one['MEASURE']} ${cuboid}`),
    );
    expect(references.map((one) => `${one['MEASURE']} ${one['CUBOID']}`)).toEqual(told);
    for (const cuboid of ['day.region', 'month.region.sector']) {
      const one = references.find((row) => row['MEASURE'] === revised && row['CUBOID'] === cuboid)!;
      const response = await api.get(`/v1/references/${one['REFERENCE']}`);
      const { figure, today } = reopenedShape.parse(await response.json());
      expect(figure.rows).toEqual(
        oracle(rows, 2, (row) => row.measure === revised && row.cuboid === cuboid),
      );
      expect(today).toBeNull();
    }
  });

  it('says that it is simulated, in its name and in both languages, and under which licence', async () => {
    const response = await get();
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="donnees-simulees-vigie-cube-public-2026-11-09-edition-2.zip"',
    );
    await response.body?.cancel();
    expect(files['LISEZMOI.txt']).toMatch(/^DONNÉES SIMULÉES/);
    expect(files['LISEZMOI.txt']).toContain('https://vigie.example/v1/cube?as_of=2');
    expect(files['README.txt']).toMatch(/SIMULATED DATA[^]*for 5 at most/);
    expect(files['LICENCE.txt']).toMatch(/LICENCE OUVERTE 2.0[^]*OPEN LICENCE 2.0/);
  });

  it('tells nothing of what only accounts may read', () => {
    const all = Object.values(files).join('\n');
    for (const hidden of ['documents_by_type', 'PROFESSION,10', 'RELEASE', 'VENDOR,']) {
      expect(all).not.toContain(hidden);
    }
  });

  it('is the same bytes each time, whatever edition is current, and an older one stays as it was', async () => {
    const [first, second] = [await (await get()).arrayBuffer(), await (await get()).arrayBuffer()];
    expect(digest(second)).toBe(digest(first));
    const old = await filesOf('?as_of=1');
    expect(old['indicateurs.csv']).toContain(firstLabel.en);
    await api.database.owner.query('UPDATE published.current SET vintage = 3');
    try {
      expect(digest(await (await get('?as_of=2')).arrayBuffer())).toBe(digest(first));
    } finally {
      await api.database.owner.query('UPDATE published.current SET vintage = 2');
    }
  });

  it('is not sent twice to who has it', async () => {
    const response = await get();
    await response.body?.cancel();
    const etag = response.headers.get('etag')!;
    expect((await get('', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('?as_of=1', { 'if-none-match': etag })).status).toBe(200);
    expect((await get('?as_of=9')).status).toBe(400);
  });
});
