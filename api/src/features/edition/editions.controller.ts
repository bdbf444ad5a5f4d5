import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  type Editions,
  type EditionsQuery,
  editionsQueryShape,
  editionsShape,
} from '@vigie/contract';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { Documented } from '../../documentation/documented.decorator.js';
import { EditionsService } from './editions.service.js';

@Controller('v1/editions')
export class EditionsController {
  constructor(private readonly editions: EditionsService) {}

  @Get()
  @Documented(
    'Calendrier : éditions parues, retirées et à venir / Calendar: editions published, withdrawn and to come',
    editionsShape,
  )
  @SerializeOptions({ schema: editionsShape })
  list(
    @FromCaller() caller: Caller,
    @Query({ schema: editionsQueryShape }) query: EditionsQuery,
  ): Promise<Editions> {
    return this.editions.list(caller.role, query.limit);
  }
}
