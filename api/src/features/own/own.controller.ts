import { Controller, Get, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { type OwnQuery, ownQueryShape, type OwnSeries, ownSeriesShape } from '@vigie/contract';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { principalOf } from '../../access/principal.js';
import { Problems } from '../../documentation/documented.decorator.js';
import { OwnService, ownCsv } from './own.service.js';

@Controller('v1/own')
export class OwnController {
  constructor(private readonly own: OwnService) {}

  @Get()
  @ApiOperation({
    summary:
      'Cases d’un éditeur, pour lui et pour Sentinelle / Cells of a vendor, for it and for Sentinelle',
  })
  @ApiResponse({
    status: 200,
    description: 'Les cases / The cells',
    standardSchema: ownSeriesShape,
  })
  @Problems()
  async read(
    @Req() request: FastifyRequest,
    @Query({ schema: ownQueryShape }) query: OwnQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OwnSeries | StreamableFile> {
    const answer = await this.own.read(query, principalOf(request));
    reply.header('x-row-count', String(answer.row_count));
    if (query.format === 'json') return answer;
    const { simulated } = answer.edition.source;
    const parts = [simulated ? 'donnees-simulees' : 'vigie', answer.vendor.id, answer.measure.id];
    const name = parts.join('-').replaceAll(/[^a-z0-9_-]+/gi, '-');
    return new StreamableFile(Buffer.from(ownCsv(answer)), {
      type: 'text/csv; charset=utf-8; header=present',
      disposition: `attachment; filename="${name}-edition-${answer.edition.id}.csv"`,
    });
  }
}
