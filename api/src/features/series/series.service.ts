import { Injectable, type StreamableFile } from '@nestjs/common';
import {
  type Cell,
  type Format,
  mediaTypes,
  seriesFormatVersion,
  type SeriesQuery,
} from '@vigie/contract';
import { type Caller } from '../../access/caller.decorator.js';
import { PublishedReader } from '../../access/scope.js';
import { NoEditionYetError } from '../../problems/request-errors.js';
import { PublicAddress } from '../../public-address.js';
import { EditionService } from '../edition/edition.service.js';
import { fileName, permanentLink } from './citation.js';
import { etagOf, matches } from './etag.js';
import { type AnswerHead } from './formats/answer-head.js';
import { toArrow, toArrowStream } from './formats/arrow.format.js';
import { chooseFormat } from './formats/choose-format.js';
import { toCount } from './formats/count.format.js';
import { toCsvFr } from './formats/csv-fr.format.js';
import { toCsv } from './formats/csv.format.js';
import { toJson } from './formats/json.format.js';
import { toParquet } from './formats/parquet.format.js';
import { toXlsx } from './formats/xlsx.format.js';
import { frenchWords, type Words } from './formats/words.js';
import { headOf } from './head.js';
import { resolveQuestion } from './question.js';
import { cellsOf, countRows, openRows } from './row-stream.js';
import { streamed, whole } from './send.js';

export interface SeriesAnswer {
  status: 200 | 304;
  headers: Readonly<Record<string, string>>;
  body?: StreamableFile;
}

type Writer = (
  head: AnswerHead,
  pages: AsyncIterable<Cell[]>,
  words: Words,
) => AsyncIterable<string | Uint8Array>;

const writers: Readonly<Record<Format, Writer>> = {
  json: toJson,
  csv: toCsv,
  csv_fr: toCsvFr,
  xlsx: toXlsx,
  parquet: toParquet,
  arrow: toArrow,
  arrow_stream: toArrowStream,
  count: toCount,
};
/** What follows the media type of a text format. */
const parameters: Readonly<Record<string, string>> = {
  'application/json': '; charset=utf-8',
  'text/csv': '; charset=utf-8; header=present',
};
/** End of the file name of each format that is a file to keep: no two of them are alike. */
const fileEndings: Readonly<Partial<Record<Format, string>>> = {
  csv: '.csv',
  csv_fr: '-excel-fr.csv',
  xlsx: '.xlsx',
  parquet: '.parquet',
  arrow: '.arrow',
  arrow_stream: '.arrows',
};

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
    const etag = etagOf(`series ${seriesFormatVersion}`, link, edition, caller.role, format);
    const headers = { etag, vary: 'Accept, Accept-Language', link: `<${link}>; rel="canonical"` };
    if (matches(caller.ifNoneMatch, etag)) return { status: 304, headers };
    const scope = this.reader.as(caller.role);
    const rows = await (format === 'count' ? countRows : openRows)(cellsOf(scope, question));
    const head = headOf(question, content, caller.role, this.address.url, rows.count);
    const chunks = writers[format](head, rows.pages, frenchWords(content));
    const ending = fileEndings[format];
    return {
      status: 200,
      headers: {
        ...headers,
        'x-row-count': String(rows.count),
        'content-type': mediaTypes[format] + (parameters[mediaTypes[format]] ?? ''),
        ...(ending !== undefined && {
          'content-disposition': `attachment; filename="${fileName(question, edition)}${ending}"`,
        }),
      },
      body: rows.single ? await whole(chunks) : streamed(chunks),
    };
  }
}
