import { Controller, Get, Query, Res, type StreamableFile } from '@nestjs/common';
import { type ChangesQuery, changesQueryShape, changesShape } from '@vigie/contract';
import { type FastifyReply } from 'fastify';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { Documented } from '../../documentation/documented.decorator.js';
import { ChangesService } from './changes.service.js';

@Controller('v1/changes')
export class ChangesController {
  constructor(private readonly changes: ChangesService) {}

  @Get()
  @Documented(
    'Cellules qui diffèrent entre deux éditions, et pourquoi / Cells that differ between two editions, and why',
    changesShape,
  )
  async read(
    @FromCaller() caller: Caller,
    @Query({ schema: changesQueryShape }) query: ChangesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const { status, headers, body } = await this.changes.answer(query, caller);
    reply.status(status).headers(headers);
    return body;
  }
}
