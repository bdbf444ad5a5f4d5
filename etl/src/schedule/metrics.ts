import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PageCounts } from '../ledger/ledger.js';
import type { StandingGauges } from './gauges.query.js';
import type { WatchState } from './watch-state.js';

const outcomes = ['received', 'applied', 'duplicate', 'rejected', 'quarantined'] as const;
/** What is timed, and the bounds of its histogram in seconds. */
const timed = {
  page: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
  aggregate: [0.05, 0.25, 1, 2.5, 5, 15, 60, 180],
  quality: [0.05, 0.25, 1, 2.5, 5, 15, 60],
  publish: [0.1, 0.5, 1, 2.5, 5, 15, 60, 180],
  round: [0.1, 1, 5, 15, 60, 300, 900, 3600],
} as const;

/** Prometheus metrics of the process, in a registry of its own. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly rows = this.counter('rows_total', 'Rows by outcome.', ['stream', 'outcome']);
  private readonly pages = this.counter('pages_total', 'Pages loaded.', ['stream']);
  private readonly rounds = this.counter('rounds_total', 'Rounds by outcome.', ['outcome']);
  private readonly lag = this.gauge('lag_days', 'Days behind the source.', ['stream']);
  private readonly held = this.gauge('quarantine_rows', 'Rows held in quarantine.', ['stream']);
  private readonly stopped = this.gauge('stopped_streams', 'Streams that are stopped.');
  private readonly gated = this.gauge('gated_periods', 'Periods that are not published.');
  private readonly checks = this.gauge('quality_subjects', 'Checks not passed.', ['outcome']);
  private readonly alerts = this.gauge('alerts_open', 'Alerts that are open.', ['kind']);
  private readonly source = this.gauge(
    'source_silent_seconds',
    'Seconds since the source offered another day.',
  );
  private readonly failures = this.gauge('consecutive_failures', 'Rounds failed in a row.');
  private readonly fraction = this.gauge('history_fraction', 'Share of the first history loaded.');
  private readonly pace = this.gauge('rows_per_second', 'Rows a second in the first history.');
  private readonly durations = Object.fromEntries(
    Object.entries(timed).map(([what, buckets]) => [
      what,
      new Histogram({
        name: `vigie_${what}_seconds`,
        help: `Duration of a ${what}.`,
        labelNames: what === 'page' || what === 'aggregate' ? ['stream'] : [],
        buckets: [...buckets],
        registers: [this.registry],
      }),
    ]),
  ) as Record<keyof typeof timed, Histogram>;

  constructor() {
    // Memory, processor, and how late the event loop is.
    collectDefaultMetrics({ register: this.registry });
  }

  page(stream: string, counts: PageCounts): void {
    this.pages.inc({ stream });
    for (const outcome of outcomes) this.rows.inc({ stream, outcome }, counts[outcome]);
  }

  took(what: keyof typeof timed, seconds: number, stream = ''): void {
    this.durations[what].observe(stream === '' ? {} : { stream }, seconds);
  }

  round(outcome: 'done' | 'failed' | 'busy'): void {
    this.rounds.inc({ outcome });
  }

  alertsOpen(open: ReadonlyMap<string, number>): void {
    this.alerts.reset();
    for (const [kind, count] of open) this.alerts.set({ kind }, count);
  }

  /** What stands in the database. */
  standing(gauges: StandingGauges): void {
    this.lag.reset();
    this.held.reset();
    for (const { stream, days } of gauges.lags) this.lag.set({ stream }, days);
    for (const { stream, rows } of gauges.held) this.held.set({ stream }, rows);
    this.stopped.set(gauges.stopped);
    this.gated.set(gauges.gated);
    this.checks.set({ outcome: 'warn' }, gauges.checks.warn);
    this.checks.set({ outcome: 'fail' }, gauges.checks.fail);
    this.source.set(gauges.sourceSilentSeconds);
  }

  /** Prometheus text format. */
  async text({ failures, progress }: WatchState): Promise<string> {
    this.failures.set(failures);
    this.fraction.set(progress?.fraction ?? 0);
    this.pace.set(progress?.rowsPerSecond ?? 0);
    return this.registry.metrics();
  }

  private counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name: `vigie_${name}`, help, labelNames, registers: [this.registry] });
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name: `vigie_${name}`, help, labelNames, registers: [this.registry] });
  }
}
