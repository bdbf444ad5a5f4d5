import { Injectable, StreamableFile } from '@nestjs/common';
import { type Cell, type Format, mediaTypes, type SeriesQuery, seriesShape } from '@vigie/contract';
import { Readable } from 'node:stream';
import { type Caller } from '../../access/caller.decorator.js';
import { PublishedReader } from '../../access/scope.js';
import { NoEditionYetError } from '../../problems/request-errors.js';
import { PublicAddress } from '../../public-address.js';
import { EditionService } from '../edition/edition.service.js';
import { describeMeasure } from '../measures/declaration.js';
import { citationOf, fileName, permanentLink } from './citation.js';
import { etagOf, matches } from './etag.js';
import { type AnswerHead } from './formats/answer-head.js';
import { toArrow } from './formats/arrow.format.js';
import { chooseFormat } from './formats/choose-format.js';
import { toCsv } from './formats/csv.format.js';
import { toJson } from './formats/json.format.js';
import { resolveQuestion } from './question.js';
import { openRows } from './row-stream.js';

export interface SeriesAnswer {
  status: 200 | 304;
  headers: Readonly<Record<string, string>>;
  body?: StreamableFile;
}

type Writer = (
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
) => AsyncIterable<string | Uint8Array>;

const writers: Readonly<Record<Format, Writer>> = { json: toJson, csv: toCsv, arrow: toArrow };
const contentTypes: Readonly<Record<Format, string>> = {
  ...mediaTypes,
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};
const headShape = seriesShape.omit({ rows: true });

@Injectable()
export class SeriesService {
  constructor(
    private readonly reader: PublishedReader,
    private readonly editions: EditionService,
    private readonly address: PublicAddress,
  ) {}

  /** The cells of one published cuboid, all from the edition that is taken here, once. */
  async answer(query: SeriesQuery, caller: Caller): Promise<SeriesAnswer> {
    const format = chooseFormat(query.format, caller.accept);
    const content = await this.editions.content(caller.role, query.as_of);
    const question = resolveQuestion(query, content, caller.role);
    const { edition } = content;
    if (edition === null) throw new NoEditionYetError();
    const link = permanentLink(question, this.address.url);
    const etag = etagOf(link, edition, caller.role, format);
    const headers = { etag, vary: 'Accept, Accept-Language', link: `<${link}>; rel="canonical"` };
    if (matches(caller.ifNoneMatch, etag)) return { status: 304, headers };
    const rows = await openRows(this.reader.as(caller.role), question);
    const head = headShape.parse({
      measure: describeMeasure(question.declaration, caller.role),
      cuboid: question.cuboid.id,
      grain: question.cuboid.grain,
      edition,
      citation: citationOf(question, edition, this.address.url),
      row_count: rows.count,
    });
    const chunks = writers[format](head, rows.pages);
    return {
      status: 200,
      headers: {
        ...headers,
        'x-row-count': String(rows.count),
        'content-type': contentTypes[format],
        ...(format !== 'json' && {
          'content-disposition': `attachment; filename="${fileName(question, edition, format)}"`,
        }),
      },
      body: rows.single ? await whole(chunks) : streamed(chunks),
    };
  }
}

/** A short answer is sent at once, with its length: whoever gets less of it knows. */
async function whole(chunks: AsyncIterable<string | Uint8Array>): Promise<StreamableFile> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return new StreamableFile(Buffer.concat(parts));
}

/** Read page by page as the client takes it, and left off when the client does. */
const streamed = (chunks: AsyncIterable<string | Uint8Array>): StreamableFile =>
  new StreamableFile(Readable.from(chunks, { objectMode: false }));
