import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import {
  type Milestones,
  milestoneShape,
  milestonesShape,
  type NoQuery,
  noQueryShape,
} from '@vigie/contract';
import { Documented } from '../../documentation/documented.decorator.js';
import { MilestonesService } from './milestones.service.js';

@Controller('v1/milestones')
export class MilestonesController {
  constructor(private readonly milestones: MilestonesService) {}

  @Get()
  @Documented('Dates du déploiement / Dates of the rollout', milestonesShape)
  // A list is checked item by item.
  @SerializeOptions({ schema: milestoneShape })
  list(@Query({ schema: noQueryShape }) _query: NoQuery): Milestones {
    return this.milestones.list();
  }
}
