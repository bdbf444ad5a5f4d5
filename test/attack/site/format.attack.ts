import { categoryIds } from '@vigie/seeds/catalogue';
import { tableFromIPC, type Table } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { example, type Outcome } from '../outcome.js';
import { rowsOf, textOfRow, type Row } from './answers.js';
import { pathOf, publicQuestions } from './questions.js';
import { ask, bytesOf, textOf, type Site } from './site.js';

const arrowOf = (body: string): Table => tableFromIPC(bytesOf(body));

/** P18: the same question in every format of the API. */
export async function formats(site: Site, seed: number, tries: number): Promise<Outcome> {
  const wrong: string[] = [];
  let cells = 0;
  const questions = await publicQuestions(site, seed, tries);
  for (const { query } of questions) {
    const path = pathOf(query);
    const json = rowsOf((await ask(site.urls[0], path)).body).map(textOfRow);
    const csv = linesOf((await ask(site.urls[1], `${path}&format=csv`)).body).map(textOfRow);
    const arrow = arrowRows(arrowOf((await ask(site.urls[0], `${path}&format=arrow`)).body));
    cells += json.length;
    const [one, ...others] = [json, csv, arrow.map(textOfRow)].map((rows) =>
      rows.sort().join('\n'),
    );
    if (others.some((other) => other !== one)) wrong.push(path);
  }
  return {
    passed: cells > 0 && wrong.length === 0,
    measured: `${wrong.length} of ${questions.length} answers differ between formats, ${cells} cells${example(wrong)}`,
  };
}

/** P19: what an Arrow file holds besides its rows. */
export async function containers(site: Site, seed: number, tries: number): Promise<Outcome> {
  const wrong: string[] = [];
  const questions = await publicQuestions(site, seed, tries);
  for (const { query } of questions) {
    const path = `${pathOf(query)}&format=arrow`;
    const table = arrowOf((await ask(site.urls[0], path)).body);
    const names = arrowRows(table).map((row) =>
      ['period', 'territory', ...categoryIds].map((name) => row[name] ?? '').join('\u0001'),
    );
    const inOrder = names.every((name, at) => at === 0 || (names[at - 1] ?? '') <= name);
    const metadata = [
      ...table.schema.metadata.keys(),
      ...table.schema.fields.flatMap(({ metadata: own }) => [...own.keys()]),
    ];
    const tells = metadata.some((name) => /min|max|null|sum|count(?!ry)/i.test(name));
    if (!inOrder || tells) wrong.push(path);
  }
  return {
    passed: questions.length > 0 && wrong.length === 0,
    measured: `${wrong.length} of ${questions.length} files tell more than their cells${example(wrong)}`,
  };
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
