import { type PackedFormat } from '@vigie/contract';
import { openLicence } from '@vigie/seeds/reference';
import { type Scope } from '../../access/scope.js';
import { EditionWithdrawnError } from '../../problems/request-errors.js';
import { codesTable, measuresTable, statesTable, territoriesTable } from '../cube/dictionary.js';
import { type ZipEntry, zipOf } from '../cube/zip-stream.js';
import { type EditionContent } from '../edition/edition.service.js';
import { withdrawalOf } from '../edition/withdrawal.query.js';
import { toCsv } from '../series/formats/csv.format.js';
import { fileEndings, writers } from '../series/formats/writers.js';
import { frenchWords } from '../series/formats/words.js';
import { headOf } from '../series/head.js';
import { type Question } from '../series/question.js';
import { cellsOf, openRows } from '../series/row-stream.js';
import { columnsTable } from './columns-table.js';
import { listed, type ListedFile } from './manifest.js';
import { parentsOf } from './parents.js';
import { readmeOf } from './readme.js';

/** What a package is made of. */
export interface Packed {
  scope: Scope;
  question: Question;
  content: EditionContent;
  /** How many rows were announced: each file of data is held to it. */
  rows: number;
  files: readonly PackedFormat[];
  link: string;
  publicUrl: string;
}

/**
 * An answer with all that makes sense of it, as a zip that is made while it is sent. The list of its
 * files comes last, so nothing that breaks off looks whole.
 */
export function packageOf(packed: Packed): AsyncGenerator<Uint8Array> {
  return zipOf(entriesOf(packed), packed.content.edition?.feed_day ?? '');
}

function* entriesOf(packed: Packed): Generator<ZipEntry> {
  const { question, content, rows, files, link, publicUrl, scope } = packed;
  const head = headOf(question, content, scope.role, publicUrl, rows);
  const readme = readmeOf(head, link, publicUrl);
  const sent: ListedFile[] = [];
  const list = (file: ListedFile): void => {
    sent.push(file);
  };
  const texts: [name: string, text: string][] = [
    ['LISEZMOI.txt', readme.fr],
    ['README.txt', readme.en],
    ['LICENCE.txt', openLicence],
    ['indicateur.csv', measuresTable([question.declaration], scope.role)],
    ['colonnes.csv', columnsTable()],
    ['codes.csv', codesTable(content.categories, scope.role)],
    ['etats.csv', statesTable()],
    ['territoires.csv', territoriesTable(content.territories)],
  ];
  for (const [name, text] of texts) yield listed({ name, content: [text] }, list);
  for (const format of new Set(files)) {
    const entry = { name: `donnees${fileEndings[format]}`, content: dataOf(packed, format) };
    yield listed(entry, list, () => rows);
  }
  let totals = 0;
  const above = totalsOf(packed, (count) => {
    totals += count;
  });
  yield listed({ name: 'totaux.csv', content: above }, list, () => totals);
  yield { name: 'manifest.json', content: manifest() };

  function* manifest(): Generator<string> {
    const { measure, cuboid, edition, citation, reference } = head;
    const about = {
      measure: measure.id,
      cuboid,
      edition,
      citation,
      reference,
      permanent_link: link,
    };
    yield `${JSON.stringify({ ...about, row_count: rows, files: sent }, null, 2)}\n`;
  }
}

async function* dataOf(
  { scope, question, content, rows, publicUrl }: Packed,
  format: PackedFormat,
): AsyncGenerator<string | Uint8Array> {
  const opened = await openRows(cellsOf(scope, question));
  if (opened.count !== rows) throw new Error(`${opened.count} rows, where ${rows} were announced`);
  const head = headOf(question, content, scope.role, publicUrl, rows);
  yield* writers[format](head, opened.pages, frenchWords(content));
}

/** The rows of every published total, under one header. */
async function* totalsOf(
  { scope, question, content, publicUrl }: Packed,
  counted: (rows: number) => void,
): AsyncGenerator<string> {
  let header = true;
  for (const parent of parentsOf(question, content.territories, scope.role)) {
    const { count, pages } = await openRows(cellsOf(scope, parent));
    const lines = toCsv(headOf(parent, content, scope.role, publicUrl, count), pages);
    const first = await lines.next();
    if (header && first.done !== true) yield first.value;
    header = false;
    yield* lines;
    counted(count);
  }
  // Withdrawn meanwhile, its cells went away: the package is left without its end.
  const withdrawal = await withdrawalOf(scope, question.edition);
  if (withdrawal !== null) throw new EditionWithdrawnError(withdrawal, 'as_of', []);
}
