import type pg from 'pg';
import { monthOf, type Day, type Month } from '../calendar/calendar.js';
import { readCompleteness, type CompletenessOf } from './completeness.js';
import type { WithheldMonths } from './mask-period.js';

/** What is worked out once for all periods of an edition. */
export class EditionMemory {
  /** What months withhold of their days. */
  readonly withheld: WithheldMonths = new Map();
  private latest: { readonly month: Month; readonly completeness: CompletenessOf } | undefined;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly feedDay: Day,
  ) {}

  /** How complete the streams of a period are; days come one after the other, and share their month's. */
  async completeness(period: string): Promise<CompletenessOf> {
    const month = monthOf(period);
    if (this.latest?.month !== month) {
      const completeness = await readCompleteness(this.client, this.feedDay, month);
      this.latest = { month, completeness };
    }
    return this.latest.completeness;
  }
}
