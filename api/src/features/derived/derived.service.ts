import { Injectable } from '@nestjs/common';
import { type DerivedHead, type Edition } from '@vigie/contract';
import { type Caller } from '../../access/caller.decorator.js';
import { PublishedReader } from '../../access/scope.js';
import { PublicAddress } from '../../public-address.js';
import { EditionService } from '../edition/edition.service.js';
import { describeMeasure } from '../measures/declaration.js';
import { citeAs, readable } from '../series/citation.js';
import { etagOf, matches } from '../series/etag.js';
import { CellReader } from './cell-reader.js';
import { type DerivedFigure, type DerivedQuery } from './derived-figure.js';

export interface DerivedAnswer<Answer> {
  status: 200 | 304;
  headers: Readonly<Record<string, string>>;
  body?: Answer;
}

@Injectable()
export class DerivedService {
  constructor(
    private readonly reader: PublishedReader,
    private readonly editions: EditionService,
    private readonly address: PublicAddress,
  ) {}

  /** A figure computed from the published cells of the edition that is taken here, once. */
  async answer<Query extends DerivedQuery, Answer extends DerivedHead>(
    figure: DerivedFigure<Query, Answer>,
    query: Query,
    caller: Caller,
  ): Promise<DerivedAnswer<Answer>> {
    const { role } = caller;
    const content = await this.editions.content(role, query.as_of);
    const cells = new CellReader(
      {
        scope: this.reader.as(role),
        publicUrl: this.address.url,
        content: (edition) => this.editions.content(role, edition),
      },
      content,
    );
    const { edition } = cells;
    const link = linkOf(figure.name, query, edition, this.address.url);
    const etag = etagOf(`${figure.name} ${figure.version}`, link, edition, role, 'json');
    const headers = { etag, vary: 'Accept, Accept-Language', link: `<${link}>; rel="canonical"` };
    if (matches(caller.ifNoneMatch, etag)) return { status: 304, headers };
    const computed = await figure.compute(query, cells);
    const measure = describeMeasure(cells.measure(query.measure), role);
    const { label } = measure;
    const cited = {
      fr: `${label.fr} – ${figure.label.fr}`,
      en: `${label.en} – ${figure.label.en}`,
    };
    const body = figure.shape.parse({
      measure,
      edition,
      citation: citeAs(cited, edition, link),
      method: figure.method,
      sources: [...cells.addresses].sort(),
      ...computed,
    });
    return { status: 200, headers, body };
  }
}

/** Address that reopens the figure, whatever edition is current by then. */
function linkOf(name: string, query: DerivedQuery, edition: Edition, publicUrl: string): string {
  const { as_of: _, ...asked } = query;
  const given = Object.entries(asked as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]): [string, string] => [key, String(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const parameters = new URLSearchParams(given);
  parameters.set('as_of', String(edition.id));
  return `${publicUrl}/v1/derived/${name}?${readable(parameters)}`;
}
