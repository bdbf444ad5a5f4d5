import { Injectable } from '@nestjs/common';
import type { QualitySummary } from '../quality/quality.js';
import type { Progress } from '../nights/progress.js';

/** A round that has written nothing for so long does not wait: something is wrong. */
const stuckMinutes = 15;

/** What the health, readiness and metrics pages tell of the loading. */
@Injectable()
export class WatchState {
  feedDay: string | undefined;
  vintage: number | undefined;
  progress: Progress | undefined;
  quality: QualitySummary | undefined;
  lastError: string | undefined;
  /** Rounds in a row that failed. */
  failures = 0;
  stopping = false;
  /** Number of the round that this process led last. */
  run: number | undefined;
  /** Whether another process was loading when this one last asked. */
  follows = false;
  /** Unknown columns of each stream that a page was read of, none where all are known. */
  readonly columns = new Map<string, readonly string[]>();
  private activeSince: number | undefined;

  succeeded(feedDay: string): void {
    this.feedDay = feedDay;
    this.lastError = undefined;
    this.failures = 0;
    this.follows = false;
  }

  failed(sentence: string): void {
    this.lastError = sentence;
    this.failures += 1;
    this.follows = false;
  }

  /** Another process leads: whether its rounds fail is for it to tell. */
  followed(): void {
    this.lastError = undefined;
    this.failures = 0;
    this.follows = true;
  }

  /** A round has begun, or has just written something. */
  active(now = performance.now()): void {
    this.activeSince = now;
  }

  idle(): void {
    this.activeSince = undefined;
  }

  /** Minutes that the round in progress has written nothing for; undefined as long as it is fine. */
  stuckMinutes(now = performance.now()): number | undefined {
    if (this.activeSince === undefined) return undefined;
    const minutes = Math.floor((now - this.activeSince) / 60_000);
    return minutes >= stuckMinutes ? minutes : undefined;
  }
}
