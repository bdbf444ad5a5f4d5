import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { type AsOfQuery, asOfQueryShape, type Measures, measuresShape } from '@vigie/contract';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { Documented } from '../../documentation/documented.decorator.js';
import { MeasuresService } from './measures.service.js';

@Controller('v1/measures')
export class MeasuresController {
  constructor(private readonly measures: MeasuresService) {}

  @Get()
  @Documented('Indicateurs, dimensions et états / Measures, dimensions and states', measuresShape)
  @SerializeOptions({ schema: measuresShape })
  list(
    @FromCaller() caller: Caller,
    @Query({ schema: asOfQueryShape }) query: AsOfQuery,
  ): Promise<Measures> {
    return this.measures.list(caller, query);
  }
}
