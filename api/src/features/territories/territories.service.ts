import { Injectable } from '@nestjs/common';
import { type AsOfQuery, type Territories } from '@vigie/contract';
import { type Caller } from '../../access/caller.decorator.js';
import { NoEditionYetError } from '../../problems/request-errors.js';
import { EditionService } from '../edition/edition.service.js';

@Injectable()
export class TerritoriesService {
  constructor(private readonly editions: EditionService) {}

  /** The territories that exist on the day of the edition. */
  async list(caller: Caller, query: AsOfQuery): Promise<Territories> {
    const { territories } = await this.editions.content(caller.role, query.as_of);
    // Not yet loaded is not the same as none.
    if (territories.length === 0) throw new NoEditionYetError();
    return { territories: [...territories] };
  }
}
