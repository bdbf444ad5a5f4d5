import { categoryIds } from '@vigie/seeds/catalogue';
import { tableFromIPC, type Table } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { readSheet } from 'read-excel-file/node';
import { example, type Outcome } from '../outcome.js';
import { rowsOf, textOfRow, type Row } from './answers.js';
import { pathOf, publicQuestions } from './questions.js';
import { ask, bytesOf, textOf, type Site } from './site.js';

const arrowOf = (body: string): Table => tableFromIPC(bytesOf(body));

/** Rows of an answer in each format, as a reader of that format sees them. */
const readers: Readonly<Record<string, (body: string) => Row[] | Promise<Row[]>>> = {
  json: rowsOf,
  csv: linesOf,
  xlsx: sheetRows,
  parquet: (body) => parquetReadObjects({ file: fileOf(body) }),
  arrow: (body) => arrowRows(arrowOf(body)),
  arrow_stream: (body) => arrowRows(arrowOf(body)),
};

/** P18: the same question in every format of the API, of either replica. */
export async function formats(site: Site, seed: number, tries: number): Promise<Outcome> {
  const wrong: string[] = [];
  let cells = 0;
  const questions = await publicQuestions(site, seed, tries);
  for (const { query } of questions) {
    const path = pathOf(query);
    const told = await Promise.all(
      Object.entries(readers).map(async ([format, read], at) => {
        const { body } = await ask(site.urls[at % 2 === 0 ? 0 : 1], `${path}&format=${format}`);
        const rows = await read(body);
        cells += rows.length;
        return rows.map(textOfRow).join('\n');
      }),
    );
    if (new Set(told).size > 1) wrong.push(path);
  }
  return {
    passed: cells > 0 && wrong.length === 0,
    measured: `${wrong.length} of ${questions.length} answers differ between formats, ${cells} cells${example(wrong)}`,
  };
}

/** P19: what a file of Arrow or Parquet holds besides its rows. */
export async function containers(site: Site, seed: number, tries: number): Promise<Outcome> {
  const wrong: string[] = [];
  const questions = await publicQuestions(site, seed, tries);
  for (const { query } of questions) {
    const path = pathOf(query);
    const bodyOf = async (format: string): Promise<string> =>
      (await ask(site.urls[0], `${path}&format=${format}`)).body;
    const table = arrowOf(await bodyOf('arrow'));
    const names = arrowRows(table).map((row) =>
      ['period', 'territory', ...categoryIds].map((name) => row[name] ?? '').join('\u0001'),
    );
    const inOrder = names.every((name, at) => at === 0 || (names[at - 1] ?? '') <= name);
    const metadata = [
      ...table.schema.metadata.keys(),
      ...table.schema.fields.flatMap(({ metadata: own }) => [...own.keys()]),
    ];
    const tells = metadata.some((name) => /min|max|null|sum|count(?!ry)/i.test(name));
    const file = fileOf(await bodyOf('parquet'));
    if (!inOrder || tells || !(await tellsItsRows(file))) wrong.push(path);
  }
  return {
    passed: questions.length > 0 && wrong.length === 0,
    measured: `${wrong.length} of ${questions.length} files tell more than their cells${example(wrong)}`,
  };
}

/** Whether all that Parquet says of a group's values follows from the rows that stand in it. */
async function tellsItsRows(file: ArrayBuffer): Promise<boolean> {
  const rows: Row[] = await parquetReadObjects({ file });
  let first = 0;
  return parquetMetadata(file).row_groups.every(({ num_rows: count, columns }) => {
    const group = rows.slice(first, (first += Number(count)));
    return columns.every(({ meta_data: meta }) => {
      const { min_value: least, max_value: most, null_count: nulls } = meta?.statistics ?? {};
      const all = group.map((row) => row[meta?.path_in_schema[0] ?? ''] ?? null);
      const held = all.filter((value) => value !== null);
      const known = (bound: unknown): boolean => bound === undefined || covered(bound, held);
      return known(least) && known(most) && Number(nulls ?? 0) === all.length - held.length;
    });
  });
}

/** A bound is one of the values, or of a text the first of its bytes (the largest one raised). */
const covered = (bound: unknown, values: readonly Row[string][]): boolean =>
  values.some(
    (value) =>
      value === bound ||
      (value === 0 && bound === 0) ||
      (typeof value === 'string' &&
        typeof bound === 'string' &&
        value.startsWith(bound.slice(0, -1))),
  );

const fileOf = (body: string): ArrayBuffer => new Uint8Array(bytesOf(body)).buffer;

async function sheetRows(body: string): Promise<Row[]> {
  const [header = [], ...lines] = await readSheet(bytesOf(body));
  return lines.map((line) =>
    Object.fromEntries(header.map((name, at) => [String(name), line[at] as Row[string]])),
  );
}

const arrowRows = (table: Table): Row[] =>
  (table.toArray() as { toJSON(): Row }[]).map((row) => row.toJSON());

function linesOf(body: string): Row[] {
  const lines: Record<string, string>[] = parse(textOf(body), { columns: true, bom: true });
  return lines.map((line) => ({
    ...line,
    ...Object.fromEntries(
      ['value', 'numerator', 'denominator'].map((name) => [
        name,
        line[name] === undefined || line[name] === '' ? null : Number(line[name]),
      ]),
    ),
  }));
}
