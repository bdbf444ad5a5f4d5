import { Controller, Get, Query, Req, SerializeOptions } from '@nestjs/common';
import { type Me, meShape, type NoQuery, noQueryShape } from '@vigie/contract';
import { type FastifyRequest } from 'fastify';
import { principalOf } from '../../access/principal.js';
import { Documented } from '../../documentation/documented.decorator.js';

@Controller('v1/me')
export class MeController {
  @Get()
  @Documented('Le compte de la demande / The account of the request', meShape)
  @SerializeOptions({ schema: meShape })
  read(@Req() request: FastifyRequest, @Query({ schema: noQueryShape }) _query: NoQuery): Me {
    const { account, role, territories, vendor } = principalOf(request);
    return {
      ...{ role, territories: [...territories], vendor },
      ...{ name: account?.name ?? null, organisation: account?.organisation ?? null },
    };
  }
}
