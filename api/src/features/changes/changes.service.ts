import { Injectable } from '@nestjs/common';
import { type ChangesQuery, changesShape } from '@vigie/contract';
import { type Caller } from '../../access/caller.decorator.js';
import { PublishedReader } from '../../access/scope.js';
import { InvalidParameterError, NoEditionYetError } from '../../problems/request-errors.js';
import { EditionService } from '../edition/edition.service.js';
import { describeMeasure } from '../measures/declaration.js';
import { canonicalQuery } from '../series/citation.js';
import { etagOf, matches } from '../series/etag.js';
import { toJson } from '../series/formats/json.format.js';
import { resolveQuestion } from '../series/question.js';
import { openRows } from '../series/row-stream.js';
import { streamed, whole } from '../series/send.js';
import { type SeriesAnswer } from '../series/series.service.js';
import { causes } from './cause.js';
import { changesOf } from './changes-of.js';

/** Raised when what is told of the same two editions changes: cells, causes or words. */
const changesVersion = 1;

const headShape = changesShape.omit({ rows: true });

@Injectable()
export class ChangesService {
  constructor(
    private readonly reader: PublishedReader,
    private readonly editions: EditionService,
  ) {}

  /** What differs of one published cuboid between two editions, each cell with its cause. */
  async answer(query: ChangesQuery, caller: Caller): Promise<SeriesAnswer> {
    const { from, to, ...asked } = query;
    const { role } = caller;
    const departure = await this.editions.departure(role, from);
    const arrival = await this.editions.content(role, to, 'to');
    if (arrival.edition === null) throw new NoEditionYetError();
    if (departure.standing > arrival.edition.id) throw backwards(departure.standing);
    const question = resolveQuestion(asked, arrival, role);
    const canonical = `${canonicalQuery(question).toString()}&from=${from}`;
    const etag = etagOf(`changes ${changesVersion}`, canonical, arrival.edition, role, 'json');
    const headers = { etag, vary: 'Accept, Accept-Language' };
    if (matches(caller.ifNoneMatch, etag)) return { status: 304, headers };
    const scope = this.reader.as(role);
    const rows = await openRows(
      await changesOf(scope, {
        question,
        from: departure.standing,
        withdrawn: departure.standing === from ? null : from,
      }),
    );
    const head = headShape.parse({
      measure: describeMeasure(question.declaration, role),
      cuboid: question.cuboid.id,
      grain: question.cuboid.grain,
      from: departure.edition,
      to: arrival.edition,
      causes,
      row_count: rows.count,
    });
    const chunks = toJson(head, rows.pages);
    return {
      status: 200,
      headers: {
        ...headers,
        'x-row-count': String(rows.count),
        'content-type': 'application/json; charset=utf-8',
      },
      body: rows.single ? await whole(chunks) : streamed(chunks),
    };
  }
}

const backwards = (from: number): InvalidParameterError =>
  new InvalidParameterError(
    {
      fr: 'L’édition « from » est plus récente que « to » : échangez-les.',
      en: 'The edition “from” is later than “to”: swap them.',
    },
    { field: 'to', allowed: [String(from)] },
  );
