import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  type AsOfQuery,
  asOfQueryShape,
  type NoticedEdition,
  noticedEditionShape,
} from '@vigie/contract';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { Documented } from '../../documentation/documented.decorator.js';
import { EditionService } from './edition.service.js';

@Controller('v1/edition')
export class EditionController {
  constructor(private readonly editions: EditionService) {}

  @Get()
  @Documented(
    'Édition en cours, ou une édition passée / Current or past edition',
    noticedEditionShape,
  )
  @SerializeOptions({ schema: noticedEditionShape })
  read(
    @FromCaller() caller: Caller,
    @Query({ schema: asOfQueryShape }) query: AsOfQuery,
  ): Promise<NoticedEdition> {
    return this.editions.edition(caller.role, query.as_of);
  }
}
