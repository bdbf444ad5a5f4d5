import { Injectable, type StreamableFile } from '@nestjs/common';
import {
  type Cell,
  type Format,
  mediaTypes,
  type PackedFormat,
  packedFormats,
  seriesFormatVersion,
  type SeriesQuery,
} from '@vigie/contract';
import { type Caller } from '../../access/caller.decorator.js';
import { PublishedReader } from '../../access/scope.js';
import { InvalidParameterError, NoEditionYetError } from '../../problems/request-errors.js';
import { PublicAddress } from '../../public-address.js';
import { EditionService } from '../edition/edition.service.js';
import { packageOf } from '../package/package.js';
import { fileName, permanentLink } from './citation.js';
import { etagOf, matches } from './etag.js';
import { chooseFormat } from './formats/choose-format.js';
import { frenchWords } from './formats/words.js';
import { fileEndings, writers } from './formats/writers.js';
import { headOf } from './head.js';
import { resolveQuestion } from './question.js';
import { refuseBeyond } from './row-limit.js';
import { cellsOf, countRows, openRows, type RowStream } from './row-stream.js';
import { streamed, whole } from './send.js';

export interface SeriesAnswer {
  status: 200 | 304;
  headers: Readonly<Record<string, string>>;
  body?: StreamableFile;
}

/** What follows the media type of a text format. */
const parameters: Readonly<Record<string, string>> = {
  'application/json': '; charset=utf-8',
  'text/csv': '; charset=utf-8; header=present',
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
    const files = filesOf(query, format);
    const link = permanentLink(question, this.address.url);
    const maker = ['series', seriesFormatVersion, ...files].join(' ');
    const etag = etagOf(maker, link, edition, caller.role, format);
    const headers = { etag, vary: 'Accept, Accept-Language', link: `<${link}>; rel="canonical"` };
    if (matches(caller.ifNoneMatch, etag)) return { status: 304, headers };
    const scope = this.reader.as(caller.role);
    const unread = format === 'count' || format === 'zip';
    const rows = await (unread ? countRows : openRows)(cellsOf(scope, question));
    if (format !== 'count') refuseBeyond(rows.count, edition);
    const { url } = this.address;
    const ending = format === 'json' || format === 'count' ? undefined : fileEndings[format];
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
      body:
        format === 'zip'
          ? streamed(
              packageOf({
                ...{ scope, question, content, files, link },
                ...{ rows: rows.count, publicUrl: url },
              }),
            )
          : await sent(
              rows,
              writers[format](
                headOf(question, content, caller.role, url, rows.count),
                rows.pages,
                frenchWords(content),
              ),
            ),
    };
  }
}

const sent = (
  { single }: RowStream<Cell>,
  chunks: AsyncIterable<string | Uint8Array>,
): Promise<StreamableFile> | StreamableFile => (single ? whole(chunks) : streamed(chunks));

/** The formats of the data in a package; of no other format. */
function filesOf({ files }: SeriesQuery, format: Format): readonly PackedFormat[] {
  if (files === undefined) return format === 'zip' ? packedFormats : [];
  if (format === 'zip') return files;
  throw new InvalidParameterError(
    {
      fr: '« files » ne se dit que d’un paquet : ajoutez format=zip, ou retirez-le.',
      en: '“files” is of a package only: add format=zip, or leave it out.',
    },
    { field: 'format', allowed: ['zip'] },
  );
}
