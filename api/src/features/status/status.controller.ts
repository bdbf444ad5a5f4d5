import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { type NoQuery, noQueryShape, type Status, statusShape } from '@vigie/contract';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { Documented } from '../../documentation/documented.decorator.js';
import { StatusService } from './status.service.js';

@Controller('v1/status')
export class StatusController {
  constructor(private readonly status: StatusService) {}

  @Get()
  @Documented('Fraîcheur et complétude / Freshness and completeness', statusShape)
  @SerializeOptions({ schema: statusShape })
  read(
    @FromCaller() caller: Caller,
    @Query({ schema: noQueryShape }) _query: NoQuery,
  ): Promise<Status> {
    return this.status.read(caller);
  }
}
