import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import type pg from 'pg';
import type { Logger } from 'pino';
import { Alerts } from '../alerts/alerts.service.js';
import { advance } from '../nights/advance.js';
import { CellKey } from '../protect/index.js';
import type { Settings } from '../settings.js';
import { CELL_KEY, LOGGER, POOL, SETTINGS } from '../tokens.js';
import { standingGauges } from './gauges.query.js';
import { Metrics } from './metrics.js';
import { endSessions, sentenceOf } from './run.query.js';
import { watchObserver } from './watch-observer.js';
import { WatchState } from './watch-state.js';

/** What has not ended by itself has its sessions ended, and what is left then is given up. */
const graceMilliseconds = 2_000;

const poll = 'poll-the-feed';

/**
 * Polls the feed. A tick decides nothing: what is due derives from the feed's watermark and from
 * the database, and while one round runs the ticks that fall into it do nothing.
 */
@Injectable()
export class NightWatch implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private round: Promise<void> | undefined;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CELL_KEY) private readonly cellKey: CellKey,
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly state: WatchState,
    private readonly metrics: Metrics,
    private readonly alerts: Alerts,
    private readonly scheduler: SchedulerRegistry,
  ) {}

  /** Begins to poll. */
  start(): void {
    const timer = setInterval(() => {
      this.tick();
    }, this.settings.VIGIE_POLL_SECONDS * 1000);
    this.scheduler.addInterval(poll, timer);
    this.tick();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.state.stopping = true;
    if (this.scheduler.doesExist('interval', poll)) this.scheduler.deleteInterval(poll);
    this.stopping.abort(new Error('the etl is stopping'));
    const work = Promise.allSettled([this.round, this.alerts.close()]);
    if (!(await within(this.settings.VIGIE_DRAIN_SECONDS * 1000, work))) {
      this.logger.warn('what was under way did not end in time: its sessions are ended');
      const { run } = this.state;
      if (run !== undefined) await within(graceMilliseconds, endSessions(this.pool, [run]));
    }
    await within(graceMilliseconds, this.pool.end());
  }

  private tick(): void {
    if (this.stopping.signal.aborted) return;
    if (this.round) {
      // A round that stands still never comes to tell so itself.
      if (this.state.stuckMinutes() !== undefined) void this.alerts.review();
      return;
    }
    this.round = this.advance().finally(() => {
      this.round = undefined;
    });
  }

  private async advance(): Promise<void> {
    const started = performance.now();
    const { settings, state } = this;
    state.active();
    try {
      const outcome = await advance({
        pool: this.pool,
        coreUrl: settings.VIGIE_CORE_URL,
        retentionDays: settings.VIGIE_RETENTION_DAYS,
        replayNights: settings.VIGIE_REPLAY_NIGHTS,
        cellKey: this.cellKey,
        pageRows: settings.VIGIE_PAGE_ROWS,
        silentSeconds: settings.VIGIE_LEADER_SILENCE_SECONDS,
        signal: this.stopping.signal,
        observer: watchObserver(state, this.metrics, this.logger),
      });
      if (outcome === 'busy') {
        this.metrics.round('busy');
        state.followed();
        return;
      }
      if (state.feedDay !== outcome.feedDay) {
        this.logger.info(
          { feed_day: outcome.feedDay },
          `up to date with feed day ${outcome.feedDay}`,
        );
      }
      this.metrics.round('done');
      state.succeeded(outcome.feedDay);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      const sentence = sentenceOf(error);
      this.metrics.round('failed');
      state.failed(sentence);
      this.logger.error({ err: error }, `loading failed, will try again: ${sentence}`);
    } finally {
      state.idle();
      this.metrics.took('round', (performance.now() - started) / 1000);
    }
    await this.tell();
  }

  /** Metrics of what stands, and alerts: whatever goes wrong here is not the round's affair. */
  private async tell(): Promise<void> {
    try {
      this.metrics.standing(await standingGauges(this.pool));
    } catch (error) {
      this.logger.warn({ err: error }, 'the database does not tell how things stand');
    }
    // Not waited for: a receiver that does not answer must not delay the next round.
    void this.alerts.review();
  }
}

/** @returns whether the work ended in time */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const done = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
