import { Injectable } from '@nestjs/common';
import type { PageCounts } from '../ledger/ledger.js';
import type { Progress } from '../nights/progress.js';

/** What the health and metrics pages tell of the loading. */
@Injectable()
export class WatchState {
  feedDay: string | undefined;
  vintage: number | undefined;
  progress: Progress | undefined;
  lastError: string | undefined;
  failures = 0;
  readonly pages = new PageTotals();

  succeeded(feedDay: string): void {
    this.feedDay = feedDay;
    this.lastError = undefined;
    this.failures = 0;
  }

  failed(error: Error): void {
    this.lastError = error.message;
    this.failures += 1;
  }
}

/** Sums of the ledger's counts by stream since the process started. */
class PageTotals {
  private readonly totals = new Map<string, PageCounts & { pages: number }>();

  add(stream: string, counts: PageCounts): void {
    const total = this.totals.get(stream);
    if (!total) {
      this.totals.set(stream, { ...counts, pages: 1 });
      return;
    }
    total.pages += 1;
    for (const name of Object.keys(counts) as (keyof PageCounts)[]) total[name] += counts[name];
  }

  entries(): [string, PageCounts & { pages: number }][] {
    return [...this.totals];
  }
}
