import { Controller, Get, Param, Query, SerializeOptions } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import {
  type AsOfQuery,
  asOfQueryShape,
  type Irritants,
  irritantsShape,
  type IrritantWithHistory,
  irritantWithHistoryShape,
} from '@vigie/contract';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { Documented } from '../../documentation/documented.decorator.js';
import { IrritantsService } from './irritants.service.js';

@Controller('v1/irritants')
export class IrritantsController {
  constructor(private readonly irritants: IrritantsService) {}

  @Get()
  @Documented('Irritants, barrières et leviers / Irritants, barriers and levers', irritantsShape)
  @SerializeOptions({ schema: irritantsShape })
  list(
    @FromCaller() caller: Caller,
    @Query({ schema: asOfQueryShape }) query: AsOfQuery,
  ): Promise<Irritants> {
    return this.irritants.list(caller, query);
  }

  @Get(':id')
  @ApiParam({ name: 'id', description: 'Identifiant de l’irritant : IRR-2. / Id of the irritant.' })
  @Documented(
    'Un irritant et son histoire / One irritant and its history',
    irritantWithHistoryShape,
  )
  @SerializeOptions({ schema: irritantWithHistoryShape })
  read(
    @Param('id') id: string,
    @FromCaller() caller: Caller,
    @Query({ schema: asOfQueryShape }) query: AsOfQuery,
  ): Promise<IrritantWithHistory> {
    return this.irritants.read(id, caller, query);
  }
}
