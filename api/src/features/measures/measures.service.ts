import { Injectable } from '@nestjs/common';
import { type AsOfQuery, type Measures } from '@vigie/contract';
import { dimensions, reasonCodes } from '@vigie/seeds/catalogue';
import { type Caller } from '../../access/caller.decorator.js';
import { mayRead } from '../../access/role.js';
import { EditionService } from '../edition/edition.service.js';
import { describeMeasure, readableDeclarations } from './declaration.js';

@Injectable()
export class MeasuresService {
  constructor(private readonly editions: EditionService) {}

  /** Everything that the caller may ask of an edition; before the first, the catalogue. */
  async list(caller: Caller, query: AsOfQuery): Promise<Measures> {
    const { declarations, categories } = await this.editions.content(caller.role, query.as_of);
    return {
      measures: readableDeclarations(declarations, caller.role).map((one) =>
        describeMeasure(one, caller.role),
      ),
      dimensions: dimensions
        .filter((dimension) => mayRead(caller.role, dimension.roles))
        .map(({ id, label }) => ({
          id,
          label,
          values: categories
            .filter((value) => value.dimension === id)
            .map((value) => ({ id: value.id, label: { fr: value.nameFr, en: value.nameEn } })),
        })),
      states: [...reasonCodes],
    };
  }
}
