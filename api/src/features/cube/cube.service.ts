import { Injectable } from '@nestjs/common';
import { type Edition } from '@vigie/contract';
import { openLicence } from '@vigie/seeds/reference';
import { type Caller } from '../../access/caller.decorator.js';
import { PublishedReader, type Scope } from '../../access/scope.js';
import { EditionWithdrawnError, NoEditionYetError } from '../../problems/request-errors.js';
import { PublicAddress } from '../../public-address.js';
import { type EditionContent, EditionService } from '../edition/edition.service.js';
import { type PublishedEdition, publishedEditions } from '../edition/published-editions.query.js';
import { withdrawalOf } from '../edition/withdrawal.query.js';
import {
  type Declaration,
  readableCuboids,
  readableDeclarations,
} from '../measures/declaration.js';
import { errorClassIn } from '../measures/error-class.js';
import { editionDeclarations } from '../measures/edition-declarations.query.js';
import { etagOf, matches } from '../series/etag.js';
import { wholeSeries } from '../series/question.js';
import { cellsOf, openRows } from '../series/row-stream.js';
import { streamed } from '../series/send.js';
import { type SeriesAnswer } from '../series/series.service.js';
import { cellColumns, cellRow } from './cell-rows.js';
import { csvText } from './csv-text.js';
import {
  calendarTable,
  codesTable,
  editionsTable,
  measuresTable,
  qualityTable,
  referencesTable,
  statesTable,
  territoriesTable,
} from './dictionary.js';
import { readmeOf } from './readme.js';
import { type ZipEntry, zipOf } from './zip-stream.js';

/** Raised when the files, their columns or their words change. */
const cubeVersion = 2;

/** What an archive is made of. */
interface Cube {
  edition: Edition;
  content: EditionContent;
  declarations: readonly Declaration[];
  editions: readonly PublishedEdition[];
  link: string;
}

@Injectable()
export class CubeService {
  constructor(
    private readonly reader: PublishedReader,
    private readonly editions: EditionService,
    private readonly address: PublicAddress,
  ) {}

  /** All public cells of an edition as one archive: the same for whoever asks. */
  async answer(asOf: number | undefined, caller: Caller): Promise<SeriesAnswer> {
    const scope = this.reader.as('public');
    const content = await this.editions.content(scope.role, asOf);
    const { edition } = content;
    if (edition === null) throw new NoEditionYetError();
    const link = `${this.address.url}/v1/cube?as_of=${edition.id}`;
    const etag = etagOf(`cube ${cubeVersion}`, link, edition, scope.role, 'csv');
    const headers = { etag, vary: 'Accept-Language', link: `<${link}>; rel="canonical"` };
    if (matches(caller.ifNoneMatch, etag)) return { status: 304, headers };
    const [used, editions] = await Promise.all([
      editionDeclarations(scope, edition.id),
      publishedEditions(scope, { upTo: edition.id }),
    ]);
    const cube: Cube = {
      ...{ edition, content, editions, link },
      declarations: readableDeclarations(used, scope.role).sort(byId),
    };
    return {
      status: 200,
      headers: {
        ...headers,
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${nameOf(edition)}.zip"`,
      },
      body: streamed(zipOf(entriesOf(scope, cube), edition.feed_day)),
    };
  }
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/** That the figures are simulated comes first, as in every file. */
const nameOf = ({ id, feed_day: day, source }: Edition): string =>
  `${source.simulated ? 'donnees-simulees-' : ''}vigie-cube-public-${day}-edition-${id}`;

function* entriesOf(scope: Scope, cube: Cube): Generator<ZipEntry> {
  const { edition, content, declarations, editions, link } = cube;
  const readme = readmeOf(edition, link);
  const texts: [name: string, text: string][] = [
    ['LISEZMOI.txt', readme.fr],
    ['README.txt', readme.en],
    ['LICENCE.txt', openLicence],
    ['indicateurs.csv', measuresTable(declarations, scope.role)],
    ['codes.csv', codesTable(content.categories, scope.role)],
    ['etats.csv', statesTable()],
    ['territoires.csv', territoriesTable(content.territories)],
    ['editions.csv', editionsTable(editions)],
    ['calendrier.csv', calendarTable(edition.feed_day)],
    ['references.csv', referencesTable(declarations, edition, content.territories)],
    ['protection.csv', qualityTable(editions[0]?.quality ?? null)],
  ];
  for (const [name, text] of texts) yield { name, content: [text] };
  yield { name: 'cellules.csv', content: cellTexts(scope, cube) };
}

async function* cellTexts(scope: Scope, { edition, declarations }: Cube): AsyncGenerator<string> {
  yield csvText([cellColumns]);
  for (const declaration of declarations) {
    const errorClass = errorClassIn(declaration.id, edition);
    for (const cuboid of readableCuboids(declaration, scope.role).sort(byId)) {
      const { pages } = await openRows(
        cellsOf(scope, wholeSeries(declaration, cuboid, edition.id)),
      );
      for await (const page of pages) {
        if (page.length > 0)
          yield csvText(page.map((cell) => cellRow(declaration, cell, errorClass(cell))));
      }
    }
  }
  // Withdrawn meanwhile, its cells went away: the archive is left without its end.
  const withdrawal = await withdrawalOf(scope, edition.id);
  if (withdrawal !== null) throw new EditionWithdrawnError(withdrawal, 'as_of', []);
}
