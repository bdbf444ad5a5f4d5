import { Injectable } from '@nestjs/common';
import { type AsOfQuery, type Levers } from '@vigie/contract';
import { type Caller } from '../../access/caller.decorator.js';
import { PublishedReader } from '../../access/scope.js';
import { EditionService } from '../edition/edition.service.js';
import { nationalCounts } from '../irritants/national-counts.query.js';
import { terms } from '../irritants/reference-links.js';
import { leversWith } from './lever-state.js';

@Injectable()
export class LeversService {
  constructor(
    private readonly reader: PublishedReader,
    private readonly editions: EditionService,
  ) {}

  /** Every lever, with the month from which the edition shows it deployed. */
  async list(caller: Caller, query: AsOfQuery): Promise<Levers> {
    const content = await this.editions.content(caller.role, query.as_of);
    const scope = this.reader.as(caller.role);
    const counts = await nationalCounts(scope, content, 'levers.deployed', 'lever');
    return { levers: leversWith(counts), kinds: terms('lever_kind') };
  }
}
