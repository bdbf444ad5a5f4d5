import { Controller, Get, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { type NoQuery, noQueryShape, reopenedShape } from '@vigie/contract';
import { type FastifyReply } from 'fastify';
import { type Caller, FromCaller } from '../../access/caller.decorator.js';
import { Documented } from '../../documentation/documented.decorator.js';
import { ReferencesService } from './references.service.js';

@Controller('v1/references')
export class ReferencesController {
  constructor(private readonly references: ReferencesService) {}

  @Get(':id')
  @ApiParam({
    name: 'id',
    description:
      'Référence d’un chiffre : 26 caractères au plus, majuscules ou non. / Reference of a figure: 26 characters at most, in either case.',
  })
  @Documented(
    'Le chiffre d’une référence, et ce qui diffère aujourd’hui / The figure of a reference, and what differs today',
    reopenedShape,
  )
  async read(
    @Param('id') id: string,
    @FromCaller() caller: Caller,
    @Query({ schema: noQueryShape }) _query: NoQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const { status, headers, body } = await this.references.answer(id, caller);
    reply.status(status).headers(headers);
    return body;
  }
}
