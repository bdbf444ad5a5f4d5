import { Injectable } from '@nestjs/common';
import { calendarDays, duePeriods, type Editions, type ListedEdition } from '@vigie/contract';
import { type Role } from '@vigie/seeds/catalogue';
import { PublishedReader } from '../../access/scope.js';
import { NoEditionYetError } from '../../problems/request-errors.js';
import { currentEdition } from './current-edition.query.js';
import { publishedEditions } from './published-editions.query.js';

@Injectable()
export class EditionsService {
  constructor(private readonly reader: PublishedReader) {}

  /** The latest editions and what is due after the latest of them. */
  async list(role: Role, limit: number): Promise<Editions> {
    const scope = this.reader.as(role);
    const current = await currentEdition(scope);
    if (current === null) throw new NoEditionYetError();
    const published = await publishedEditions(scope, { limit });
    const editions = published.flatMap((edition): ListedEdition[] => {
      // One that is being published has a number before it may be read.
      if (edition.withdrawal === null && edition.id > current.id) return [];
      const standing = edition.id === current.id ? 'current' : 'past';
      return [{ ...edition, state: edition.withdrawal === null ? standing : 'withdrawn' }];
    });
    const reached = editions[0]?.feed_day;
    return { editions, upcoming: reached === undefined ? [] : duePeriods(reached, calendarDays) };
  }
}
