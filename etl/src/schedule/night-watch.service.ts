import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import type pg from 'pg';
import type { Logger } from 'pino';
import { advance, type LoadObserver } from '../nights/advance.js';
import { clockText, trackProgress } from '../nights/progress.js';
import type { Settings } from '../settings.js';
import { LOGGER, POOL, SETTINGS } from '../tokens.js';
import { WatchState } from './watch-state.js';

/** A drain is given up after this long: the next start resumes where it stood. */
const drainMilliseconds = 25_000;
const progressEveryMilliseconds = 2_000;

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
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly state: WatchState,
    private readonly scheduler: SchedulerRegistry,
  ) {}

  /** Begins to poll. */
  start(): void {
    const timer = setInterval(() => {
      this.tick();
    }, this.settings.VIGIE_POLL_SECONDS * 1000);
    this.scheduler.addInterval('poll-the-feed', timer);
    this.tick();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.scheduler.doesExist('interval', 'poll-the-feed')) {
      this.scheduler.deleteInterval('poll-the-feed');
    }
    this.stopping.abort(new Error('the etl is stopping'));
    const patience = new Promise<void>((resolve) => {
      setTimeout(resolve, drainMilliseconds).unref();
    });
    await Promise.race([this.round, patience]);
    await Promise.race([this.pool.end(), patience]);
  }

  private tick(): void {
    if (this.round || this.stopping.signal.aborted) return;
    this.round = this.advance().finally(() => {
      this.round = undefined;
    });
  }

  private async advance(): Promise<void> {
    try {
      const outcome = await advance({
        pool: this.pool,
        coreUrl: this.settings.VIGIE_CORE_URL,
        retentionDays: this.settings.VIGIE_RETENTION_DAYS,
        replayNights: this.settings.VIGIE_REPLAY_NIGHTS,
        pageRows: this.settings.VIGIE_PAGE_ROWS,
        signal: this.stopping.signal,
        observer: this.observer(),
      });
      if (outcome === 'busy') return;
      if (this.state.feedDay !== outcome.feedDay) {
        this.logger.info(
          { feed_day: outcome.feedDay },
          `up to date with feed day ${outcome.feedDay}`,
        );
      }
      this.state.succeeded(outcome.feedDay);
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      this.state.failed(error as Error);
      this.logger.error(
        { err: error },
        `loading failed, will try again: ${(error as Error).message}`,
      );
    }
  }

  private observer(): LoadObserver {
    let reportedAt = performance.now();
    const progress = trackProgress((now) => {
      this.state.progress = now;
      if (performance.now() - reportedAt < progressEveryMilliseconds || now.fraction >= 1) return;
      reportedAt = performance.now();
      const left = now.secondsLeft === undefined ? '' : `, ${clockText(now.secondsLeft)} left`;
      this.logger.info(
        { progress: now },
        `history ${Math.round(now.fraction * 100)} %, ${now.at}, ${now.rowsPerSecond} rows/s${left}`,
      );
    });
    return {
      ...progress,
      page: (counts, part) => {
        this.state.pages.add(part.stream.name, counts);
        progress.page?.(counts, part);
      },
      vintage: (vintage, feedDay) => {
        this.state.vintage = vintage;
        this.logger.info(
          { vintage, feed_day: feedDay },
          `edition ${vintage} published, feed day ${feedDay}`,
        );
      },
      unknownColumns: (stream, columns) => {
        this.logger.warn(
          { stream, columns },
          `${stream} carries unknown columns: ${columns.join(', ')}`,
        );
      },
    };
  }
}
