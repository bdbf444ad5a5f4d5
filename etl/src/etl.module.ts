import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import type pg from 'pg';
import type { Logger } from 'pino';
import { Alerts } from './alerts/alerts.service.js';
import { RECEIVERS } from './alerts/receiver.js';
import { receiversOf } from './alerts/receivers-of.js';
import type { CellKey } from './protect/index.js';
import { HealthController } from './schedule/health.controller.js';
import { Metrics } from './schedule/metrics.js';
import { NightWatch } from './schedule/night-watch.service.js';
import { WatchState } from './schedule/watch-state.js';
import type { Settings } from './settings.js';
import { CELL_KEY, LOGGER, POOL, SETTINGS } from './tokens.js';

@Module({})
export class EtlModule {
  static with(settings: Settings, cellKey: CellKey, pool: pg.Pool, logger: Logger): DynamicModule {
    return {
      module: EtlModule,
      imports: [ScheduleModule.forRoot()],
      controllers: [HealthController],
      providers: [
        WatchState,
        NightWatch,
        Metrics,
        Alerts,
        { provide: RECEIVERS, useFactory: () => receiversOf(settings) },
        { provide: SETTINGS, useValue: settings },
        { provide: CELL_KEY, useValue: cellKey },
        { provide: POOL, useValue: pool },
        { provide: LOGGER, useValue: logger },
      ],
    };
  }
}
