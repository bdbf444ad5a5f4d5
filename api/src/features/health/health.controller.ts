import { Controller, Get, Res, SerializeOptions } from '@nestjs/common';
import { type Health, healthShape } from '@vigie/contract';
import { type FastifyReply } from 'fastify';
import { Documented } from '../../documentation/documented.decorator.js';
import { HealthService } from './health.service.js';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @Documented('État de l’API / Health of the API', healthShape)
  @SerializeOptions({ schema: healthShape })
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const health = await this.health.check();
    reply.status(health.status === 'unavailable' ? 503 : 200);
    return health;
  }
}
