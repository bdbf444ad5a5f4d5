import {
  type Cell,
  type Format,
  mediaTypes,
  measuresShape,
  type Series,
  seriesCountShape,
  seriesShape,
} from '@vigie/contract';
import { measures } from '@vigie/seeds/catalogue';
import { territories } from '@vigie/seeds/reference';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { cuboidOf, mayReadCuboid } from './features/measures/declaration.js';
import { publishedApi } from './testing/published-api.js';
import { days, firstLabel, oracle, publishedWorld, revised } from './testing/published-world.js';
import {
  cellOfRow,
  cellsOfArrow,
  cellsOfCsv,
  cellsOfCsvFr,
  cellsOfSheet,
} from './testing/read-back.js';

const rows = publishedWorld();

const api = publishedApi(() => rows);

const { get } = api;
const series = async (query: string): Promise<Series> => {
  const response = await get(`/v1/series?${query}`);
  expect(response.status, query).toBe(200);
  return seriesShape.parse(await response.json());
};

const csvCells = async (query: string): Promise<Cell[]> => {
  const response = await get(`/v1/series?${query}&format=csv`);
  const cells = cellsOfCsv(parse(await response.text()));
  expect(response.headers.get('x-row-count')).toBe(String(cells.length));
  return cells;
};
const csvFrCells = async (query: string): Promise<Cell[]> => {
  const response = await get(`/v1/series?${query}&format=csv_fr`);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  const bytes = Buffer.from(await response.arrayBuffer());
  return cellsOfCsvFr(parse(bytes, { bom: true, delimiter: ';', record_delimiter: '\r\n' }));
};
const countOf = async (query: string): Promise<number> => {
  const response = await get(`/v1/series?${query}&format=count`);
  const answer = (await response.json()) as object;
  expect(answer).not.toHaveProperty('rows');
  const { row_count } = seriesCountShape.parse(answer);
  expect(response.headers.get('x-row-count')).toBe(String(row_count));
  return row_count;
};
const arrowCells = async (query: string): Promise<Cell[]> =>
  cellsOfArrow(await (await get(`/v1/series?${query}&format=arrow`)).arrayBuffer());

const bytesIn = async (query: string, format: string): Promise<ArrayBuffer> => {
  const response = await get(`/v1/series?${query}&format=${format}`);
  expect(response.headers.get('content-type')).toBe(mediaTypes[format as Format]);
  return response.arrayBuffer();
};
const xlsxCells = async (query: string): Promise<Cell[]> =>
  cellsOfSheet(await readSheet(Buffer.from(await bytesIn(query, 'xlsx'))));
const parquetCells = async (query: string): Promise<Cell[]> => {
  const file = await bytesIn(query, 'parquet');
  return (await parquetReadObjects({ file })).map((row) => cellOfRow(row as never));
};

describe('the series of every measure and cuboid', () => {
  const declared = measures.flatMap((measure) =>
    measure.cuboids.map((id) => ({ measure: measure.id, cuboid: cuboidOf(id) })),
  );
  const questions = declared.filter(({ cuboid }) => mayReadCuboid('public', cuboid.id));
  const closed = declared.filter((question) => !questions.includes(question));

  const ask = ({
    measure,
    cuboid: { grain, level, categories, id },
  }: (typeof questions)[number]) => {
    const split = [level, ...categories].join(',');
    const period = grain === 'day' ? `&period=${days[0]!}..` : '';
    return {
      query: `measure=${measure}&split=${split}${period}`,
      expected: oracle(rows, 2, (row) => row.measure === measure && row.cuboid === id),
    };
  };

  it.each(questions)('$measure by $cuboid.id is what was published', async (question) => {
    const { query, expected } = ask(question);
    const json = await series(query);
    expect(json.cuboid).toBe(question.cuboid.id);
    expect(json.row_count).toBe(expected.length);
    expect(json.rows).toEqual(expected);
  });

  // Every measure once and every cuboid once: what a format could get wrong lies in one of them.
  const firsts = questions.filter(
    ({ measure, cuboid }, n) =>
      questions.findIndex((one) => one.measure === measure) === n ||
      questions.findIndex((one) => one.cuboid.id === cuboid.id) === n,
  );

  it.each(firsts)('$measure by $cuboid.id is the same in every format', async (question) => {
    const { query, expected } = ask(question);
    expect(await csvCells(query)).toEqual(expected);
    expect(await csvFrCells(query)).toEqual(expected);
    expect(await arrowCells(query)).toEqual(expected);
    expect(cellsOfArrow(await bytesIn(query, 'arrow_stream'))).toEqual(expected);
    expect(await xlsxCells(query)).toEqual(expected);
    expect(await parquetCells(query)).toEqual(expected);
    expect(await countOf(query)).toBe(expected.length);
  });

  it('is refused where it is published for accounts alone, whatever way it is asked', async () => {
    expect(closed.length).toBeGreaterThan(0);
    for (const { measure, cuboid } of closed) {
      const split = [cuboid.level, ...cuboid.categories].join(',');
      const response = await get(`/v1/series?measure=${measure}&split=${split}`);
      expect(response.status, `${measure} ${split}`).toBe(400);
      expect(await response.text(), `${measure} ${split}`).not.toContain('"rows"');
    }
    // A filter on a category crosses it.
    for (const keep of ['profession=10', 'split=department&sector=mdv', 'document_type=11502-2']) {
      expect((await get(`/v1/series?measure=feeding.feeders&${keep}`)).status, keep).toBe(400);
    }
  });

  it('is not told of where nothing of a measure is public', async () => {
    const { measures: told, dimensions } = measuresShape.parse(
      await (await get('/v1/measures')).json(),
    );
    expect(told.map(({ id }) => id)).not.toContain('feeding.documents_by_type');
    expect(told.every(({ cuboids }) => cuboids.length > 0)).toBe(true);
    expect(dimensions.map(({ id }) => id)).not.toContain('profession');
    const refused = await get('/v1/series?measure=feeding.documents_by_type');
    expect(await refused.json()).toMatchObject({ code: 'unknown_measure' });
  });
});

describe('what a request keeps', () => {
  const ask = async (query: string): Promise<string[]> => [
    ...new Set((await series(`measure=${revised}&${query}`)).rows.map((row) => row.territory)),
  ];

  it('is the nation when nothing is said', async () => {
    expect(await ask('')).toEqual(['FR']);
  });

  it('is the territories named, at their level', async () => {
    expect(await ask('territory=REG-84,REG-11')).toEqual(['REG-11', 'REG-84']);
    expect(await ask('territory=DEP-2A')).toEqual(['DEP-2A']);
  });

  it('is the parts of a territory when the split is finer', async () => {
    const parts = territories.filter(({ region }) => region === 'REG-84').map(({ id }) => id);
    expect(await ask('split=department&territory=REG-84')).toEqual(parts.sort());
    expect((await ask('split=region&territory=FR')).length).toBe(18);
  });

  it('is one category, which is crossed by being filtered', async () => {
    const { cuboid, rows: cells } = await series(
      `measure=${revised}&territory=REG-84&sector=mdv&period=2026-10`,
    );
    expect(cuboid).toBe('month.region.sector');
    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatchObject({ territory: 'REG-84', sector: 'mdv', provisional: true });
  });

  it('is any of the categories, each under its own name', async () => {
    const query = 'measure=irritants.reports&irritant=IRR-2&channel=form,survey&period=2026-10';
    const answer = await series(query);
    expect(answer.cuboid).toBe('channel.irritant.month.nation');
    const keys = answer.rows.map(({ irritant, channel, reason }) => [irritant, channel, reason]);
    expect(keys).toEqual([
      ['IRR-2', 'form', null],
      ['IRR-2', 'survey', null],
    ]);
    const reasons = await series('measure=identity.returns&reason=none&territory=REG-84');
    expect(reasons.cuboid).toBe('month.reason.region');
    expect(new Set(reasons.rows.map(({ reason }) => reason))).toEqual(new Set(['none']));
    expect(new URL(/https:\S+/.exec(answer.citation.fr)![0]).search).toBe(
      '?measure=irritants.reports&split=nation,channel,irritant&irritant=IRR-2&channel=form,survey&period=2026-10&as_of=2',
    );
  });

  it('is a period with one end, two or none, and nothing at all outside the history', async () => {
    const periods = async (period: string) =>
      (await series(`measure=${revised}&period=${period}`)).rows.map((row) => row.period);
    expect(await periods('2026-09')).toEqual(['2026-09']);
    expect(await periods('2026-09..')).toEqual(['2026-09', '2026-10']);
    expect(await periods('..2026-08')).toEqual(['2026-08']);
    expect(await periods('2019-01')).toEqual([]);
    expect(await arrowCells(`measure=${revised}&period=2019-01`)).toEqual([]);
    expect(await csvCells(`measure=${revised}&period=2019-01`)).toEqual([]);
  });
});

describe('an edition', () => {
  it('keeps the figures and the declaration that it was published with', async () => {
    const query = `measure=${revised}&split=region&period=2026-09`;
    const [before, now] = [await series(`${query}&as_of=1`), await series(query)];
    const keep = (row: { measure: string; cuboid: string; period: string }): boolean =>
      row.measure === revised && row.cuboid === 'month.region' && row.period === '2026-09';
    expect(before.rows).toEqual(oracle(rows, 1, keep));
    expect(now.rows).toEqual(oracle(rows, 2, keep));
    expect(now.rows).not.toEqual(before.rows);
    expect(before.measure.label).toEqual(firstLabel);
    expect(now.measure.label.fr).toBe('Documents alimentés');
    expect(before.edition).toMatchObject({ id: 1, feed_day: '2026-11-02' });
    expect(now.edition.published_at).toBe('2026-11-09T05:00:00.000Z');
  });

  it('is cited as simulated, with a link that reopens it', async () => {
    const { citation } = await series(`measure=${revised}&split=region&period=2026-09..`);
    expect(citation.fr).toMatch(/^Données simulées\. /);
    expect(citation.en).toMatch(/^Données simulées/);
    expect(citation.fr).toContain('édition du 09/11/2026');
    const link = /https:\/\/vigie\.example(\/\S+)$/.exec(citation.fr)![1]!;
    expect(link).toContain('as_of=2');
    expect(await (await get(link)).json()).toEqual(
      await series(`measure=${revised}&split=region&period=2026-09..`),
    );
  });

  it('is told by /v1/edition, with its measures and territories', async () => {
    expect(await (await get('/v1/edition')).json()).toMatchObject({ id: 2 });
    expect(await (await get('/v1/edition?as_of=1')).json()).toMatchObject({ id: 1 });
    const list = (await (await get('/v1/measures?as_of=1')).json()) as {
      measures: { id: string; label: unknown }[];
      dimensions: { id: string; values: unknown[] }[];
    };
    expect(list.measures.find(({ id }) => id === revised)?.label).toEqual(firstLabel);
    expect(list.dimensions.map(({ id }) => id)).not.toContain('vendor');
    expect(list.dimensions.find(({ id }) => id === 'sector')?.values).toHaveLength(6);
    const { territories: all } = (await (await get('/v1/territories')).json()) as {
      territories: unknown[];
    };
    expect(all).toHaveLength(territories.length);
    expect(await (await get('/health')).json()).toEqual({ status: 'ok', edition: 2 });
  });
});
