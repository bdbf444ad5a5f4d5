import { Controller, Get, Query, Res, type StreamableFile } from '@nestjs/common';
import { type SeriesQuery, seriesQueryShape } from '@vigie/contract';
import { type FastifyReply } from 'fastify';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { SeriesService } from './series.service.js';
import { DocumentedSeries } from './series.documentation.js';

@Controller('v1/series')
export class SeriesController {
  constructor(private readonly series: SeriesService) {}

  @Get()
  @DocumentedSeries()
  async read(
    @FromCaller() caller: Caller,
    @Query({ schema: seriesQueryShape }) query: SeriesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const { status, headers, body } = await this.series.answer(query, caller);
    reply.status(status).headers(headers);
    return body;
  }
}
