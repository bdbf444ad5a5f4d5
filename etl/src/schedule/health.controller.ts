import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type pg from 'pg';
import type { Condition } from '../alerts/alert.js';
import { openConditions } from '../alerts/open-conditions.query.js';
import { POOL } from '../tokens.js';
import { Metrics } from './metrics.js';
import { readinessOf, type Readiness } from './readiness.js';
import { WatchState } from './watch-state.js';

/** What is asked of the reply: Fastify's has it. */
interface Reply {
  status(code: number): unknown;
}

/** A probe is answered in time, whatever the database does. */
const patienceMilliseconds = 2_000;

@Controller()
export class HealthController {
  constructor(
    private readonly state: WatchState,
    private readonly metrics: Metrics,
    @Inject(POOL) private readonly pool: pg.Pool,
  ) {}

  /** Alive, and how far loading is; a failing feed or database shows here without ending the process. */
  @Get('health')
  health() {
    return {
      status: this.state.failures === 0 ? 'ok' : 'failing',
      feed_day: this.state.feedDay ?? null,
      edition: this.state.vintage ?? null,
      progress: this.state.progress ?? null,
      last_error: this.state.lastError ?? null,
    };
  }

  /** Whether it does its work; a source that is silent is told, and is no fault of the pipeline. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<Readiness> {
    const readiness = readinessOf(this.state, await this.notices());
    if (!readiness.ready) reply.status(503);
    return readiness;
  }

  /** Prometheus text format. */
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  read(): Promise<string> {
    return this.metrics.text(this.state);
  }

  private async notices(): Promise<Condition[] | undefined> {
    const late = new Promise<undefined>((resolve) => {
      setTimeout(() => {
        resolve(undefined);
      }, patienceMilliseconds).unref();
    });
    return Promise.race([openConditions(this.pool).catch(() => undefined), late]);
  }
}
