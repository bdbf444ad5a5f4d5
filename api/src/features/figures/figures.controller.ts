import { Controller, Get, Query, SerializeOptions } from '@nestjs/common';
import { type Figures, figuresShape, type NoQuery, noQueryShape } from '@vigie/contract';
import { Documented } from '../../documentation/documented.decorator.js';
import { FiguresService } from './figures.service.js';

@Controller('v1/figures')
export class FiguresController {
  constructor(private readonly figures: FiguresService) {}

  @Get()
  @Documented(
    'Chiffres publiés et chiffres simulés / Published figures against simulated ones',
    figuresShape,
  )
  @SerializeOptions({ schema: figuresShape })
  list(@Query({ schema: noQueryShape }) _query: NoQuery): Figures {
    return this.figures.list();
  }
}
