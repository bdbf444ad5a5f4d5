import { Controller, Get, Query, Res, type StreamableFile } from '@nestjs/common';
import { type AsOfQuery, asOfQueryShape } from '@vigie/contract';
import { type FastifyReply } from 'fastify';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { DocumentedCube } from './cube.documentation.js';
import { CubeService } from './cube.service.js';

@Controller('v1/cube')
export class CubeController {
  constructor(private readonly cube: CubeService) {}

  @Get()
  @DocumentedCube()
  async read(
    @FromCaller() caller: Caller,
    @Query({ schema: asOfQueryShape }) query: AsOfQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const { status, headers, body } = await this.cube.answer(query.as_of, caller);
    reply.status(status).headers(headers);
    return body;
  }
}
