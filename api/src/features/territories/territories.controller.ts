import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  type AsOfQuery,
  asOfQueryShape,
  type Territories,
  territoriesShape,
} from '@vigie/contract';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { Documented } from '../../documentation/documented.decorator.js';
import { TerritoriesService } from './territories.service.js';

@Controller('v1/territories')
export class TerritoriesController {
  constructor(private readonly territories: TerritoriesService) {}

  @Get()
  @Documented('Territoires / Territories', territoriesShape)
  @SerializeOptions({ schema: territoriesShape })
  list(
    @FromCaller() caller: Caller,
    @Query({ schema: asOfQueryShape }) query: AsOfQuery,
  ): Promise<Territories> {
    return this.territories.list(caller, query);
  }
}
