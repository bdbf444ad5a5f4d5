import { Controller, Get, Header } from '@nestjs/common';
import { WatchState } from './watch-state.js';

@Controller()
export class HealthController {
  constructor(private readonly state: WatchState) {}

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

  /** Prometheus text format. */
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  metrics(): string {
    const rows = this.state.pages
      .entries()
      .flatMap(([stream, counts]) =>
        (['received', 'applied', 'duplicate', 'rejected', 'quarantined'] as const).map(
          (outcome) =>
            `vigie_rows_total{stream="${stream}",outcome="${outcome}"} ${counts[outcome]}`,
        ),
      );
    const { progress, failures } = this.state;
    return [
      '# TYPE vigie_rows_total counter',
      ...rows,
      '# TYPE vigie_history_fraction gauge',
      `vigie_history_fraction ${progress?.fraction ?? 0}`,
      '# TYPE vigie_consecutive_failures gauge',
      `vigie_consecutive_failures ${failures}`,
      '',
    ].join('\n');
  }
}
