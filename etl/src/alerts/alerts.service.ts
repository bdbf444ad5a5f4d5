import { Inject, Injectable } from '@nestjs/common';
import type pg from 'pg';
import type { Logger } from 'pino';
import { Metrics } from '../schedule/metrics.js';
import { WatchState } from '../schedule/watch-state.js';
import type { Settings } from '../settings.js';
import { LOGGER, POOL, SETTINGS } from '../tokens.js';
import { noticeOf, type Alert } from './alert.js';
import { liveConditions } from './live-conditions.js';
import { RECEIVERS, type Receiver } from './receiver.js';
import { markTold, openAlerts, settleAlerts } from './settle-alerts.query.js';
import { storedConditions, storedKinds } from './stored-conditions.query.js';

/**
 * Tells operators what they should look at: once when it begins, once when it is over. Neither a
 * receiver that fails nor a database that is gone ever fails the loading.
 */
@Injectable()
export class Alerts {
  private reviewing: Promise<void> | undefined;
  /** Who has an alert by now: the log, and the receivers that took it. */
  private readonly told = new Map<string, Set<string>>();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(POOL) private readonly pool: pg.Pool,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(RECEIVERS) private readonly receivers: readonly Receiver[],
    private readonly state: WatchState,
    private readonly metrics: Metrics,
  ) {}

  /** Looks at how things stand and tells what has changed; one review at a time. */
  review(): Promise<void> {
    this.reviewing ??= this.settle().finally(() => {
      this.reviewing = undefined;
    });
    return this.reviewing;
  }

  /** Gives up what is being sent: it is still to be told after the next start. */
  async close(): Promise<void> {
    for (const receiver of this.receivers) receiver.close();
    await this.reviewing;
  }

  private async settle(): Promise<void> {
    const live = liveConditions(this.state);
    try {
      const stored = await storedConditions(this.pool, this.settings.VIGIE_SILENCE_HOURS);
      const { untold, over } = await settleAlerts(
        this.pool,
        [...live.conditions, ...stored],
        storedKinds,
        live.over,
      );
      for (const alert of untold) {
        if (await this.tell(alert, String(alert.id))) await markTold(this.pool, alert.id);
      }
      for (const { told, ...alert } of over) {
        this.told.delete(String(alert.id));
        await this.tell(alert, `over ${alert.id}`, told ? this.receivers : []);
      }
      this.metrics.alertsOpen(await openAlerts(this.pool));
    } catch (error) {
      this.logger.warn({ err: error }, 'the database does not tell how things stand');
      // It may be what fails: that is told all the same, once as long as this process lives.
      const openedAt = new Date().toISOString();
      for (const condition of live.conditions) {
        const alert = { ...condition, id: 0, openedAt, closedAt: null };
        await this.tell(alert, `${condition.kind} ${condition.subject}`);
      }
    }
  }

  /** @returns whether every receiver has it now; false where there is none */
  private async tell(alert: Alert, key: string, receivers = this.receivers): Promise<boolean> {
    const notice = noticeOf(alert, this.settings.VIGIE_RUNBOOK_URL);
    const told = this.told.get(key) ?? new Set<string>();
    this.told.set(key, told);
    if (!told.has('log')) {
      const { kind, subject, detail } = alert;
      const over = notice.state === 'over' ? 'over: ' : '';
      this.logger.warn(
        { alert: { kind, subject, state: notice.state }, runbook: notice.runbook },
        `${over}${notice.title.en}: ${subject}, ${detail}`,
      );
      told.add('log');
    }
    for (const receiver of receivers) {
      if (told.has(receiver.name)) continue;
      try {
        await receiver.send(notice);
        told.add(receiver.name);
      } catch (error) {
        // Not the error itself: an address may hold a secret.
        this.logger.error(
          { receiver: receiver.name, kind: alert.kind },
          `an alert was not taken by the ${receiver.name}: ${(error as Error).message}`,
        );
      }
    }
    if (notice.state === 'over') this.told.delete(key);
    return receivers.length > 0 && receivers.every(({ name }) => told.has(name));
  }
}
