import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { type AsOfQuery, asOfQueryShape, type Levers, leversShape } from '@vigie/contract';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { Documented } from '../../documentation/documented.decorator.js';
import { LeversService } from './levers.service.js';

@Controller('v1/levers')
export class LeversController {
  constructor(private readonly levers: LeversService) {}

  @Get()
  @Documented('Leviers et leur mise en œuvre / Levers and their deployment', leversShape)
  @SerializeOptions({ schema: leversShape })
  list(
    @FromCaller() caller: Caller,
    @Query({ schema: asOfQueryShape }) query: AsOfQuery,
  ): Promise<Levers> {
    return this.levers.list(caller, query);
  }
}
