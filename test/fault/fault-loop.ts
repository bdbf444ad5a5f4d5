import { startCore } from '@vigie/core';
import { advance } from '@vigie/etl';
import { createPool } from '@vigie/warehouse';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cellKey } from '../support/cell-key.js';
import {
  faultyFetch,
  faultyPool,
  Injector,
  saboteur,
  type Choice,
  type FaultKind,
  type Saboteur,
  type Step,
} from '../support/faults.js';
import { feedAsOf, type FeedAsOf } from '../support/feed-as-of.js';
import { shortScenario } from '../support/short-scenario.js';
import type { Selection } from './choices.js';
import { judged, preparedDatabases, type Urls } from './compared-databases.js';
import { hurried, loadSettings, streamsOf, type Hurry } from './load.js';
import { fragileServer, type FragileServer } from './fragile-server.js';
import { victims, type Victims } from './victims.js';

export interface LoopPlan {
  seed: number;
  /** First month of the world. */
  historyFrom: string;
  /** Every stream there is, or one of each sort. */
  allStreams: boolean;
  /** Feed days that are reached one after the other; the first takes the history with it. */
  days: readonly string[];
  selection: Selection;
  /** Loads that end themselves by SIGKILL at a step. */
  kills: number;
  /** Times that the server is stopped at once at a step, without a checkpoint. */
  stops: number;
  report: (line: string) => void;
}

export interface LoopResult {
  /** Steps of a load that nothing disturbs, and how many of them are told apart. */
  steps: number;
  distinct: number;
  /** Steps of the undisturbed load that never failed. */
  spared: readonly Step[];
  faults: ReadonlyMap<FaultKind, number>;
  kills: number;
  stops: number;
  runs: number;
  /** Errors of runs in which nothing was made to fail. */
  unexplained: string[];
  /** What differs at the end from the undisturbed load, and what does not add up. */
  differing: string[];
  imbalances: string[];
}

/**
 * Loads a small world twice: once undisturbed, once with faults at its steps, after each of which
 * it is started again, until it has got through. In the end both databases must hold the same.
 */
export async function faultLoop(plan: LoopPlan): Promise<LoopResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigie-faults-'));
  const scenario = shortScenario(dataDir, plan.historyFrom);
  const started = performance.now();
  const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const server = await fragileServer(dataDir);
  const core = await startCore({ scenario, seed: '1', clock: dayAfter(plan.days.at(-1) ?? '') });
  const feed = await feedAsOf(core.url, plan.days[0] ?? '');
  const crowd = victims();
  try {
    const urls = await preparedDatabases(server, dataDir);
    plan.report(`${seconds()}, two databases`);
    const undisturbed = new Injector();
    const hands = await saboteur(urls.disturbed.owner);
    for (const day of plan.days) {
      feed.feedDay = day;
      await load(plan, urls.undisturbed.etl, feed, undisturbed, hands);
    }
    plan.report(
      `${seconds()}, undisturbed: ${undisturbed.steps} steps, ${undisturbed.seen.size} of them told apart, ` +
        `${new Set([...undisturbed.seen.values()].map(({ shape }) => shape)).size} kinds`,
    );
    const struggle = new Struggle(plan, server, urls.disturbed, feed, hands, crowd);
    for (const day of plan.days) {
      feed.feedDay = day;
      await struggle.reach();
      plan.report(`${seconds()}, ${day}: ${struggle.summary()}`);
    }
    await hands.close();
    return {
      steps: undisturbed.steps,
      distinct: undisturbed.seen.size,
      spared: struggle.spared(undisturbed.seen.values()),
      faults: plan.selection.struck,
      ...struggle.counts,
      unexplained: struggle.unexplained,
      ...(await judged(urls)),
    };
  } finally {
    crowd.close();
    await feed.close();
    await core.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** One load by steps that may fail. */
async function load(
  plan: LoopPlan,
  etlUrl: string,
  feed: FeedAsOf,
  injector: Injector,
  hands: Saboteur,
  hurry: Hurry = {},
): Promise<'busy' | 'done'> {
  const pool = createPool(etlUrl, 8, hurry.pool);
  injector.begin();
  try {
    const end = await advance({
      ...loadSettings,
      cellKey,
      ...hurry.feed,
      streams: streamsOf(plan.allStreams),
      pool: faultyPool(pool, injector, hands),
      fetch: faultyFetch(injector),
      coreUrl: feed.url,
      signal: new AbortController().signal,
    });
    return end === 'busy' ? 'busy' : 'done';
  } finally {
    await pool.end();
  }
}

/** A load that is started again until it gets through. */
class Struggle {
  readonly counts = { kills: 0, stops: 0, runs: 0 };
  readonly unexplained: string[] = [];
  private readonly injector: Injector;
  /** Steps that failed, by key. */
  private readonly failed = new Set<string>();
  /** How many steps into its run the last fault was: what comes after has not failed yet, and is not passed. */
  private reached = 0;
  constructor(
    private readonly plan: LoopPlan,
    private readonly server: FragileServer,
    private readonly urls: Urls,
    private readonly feed: FeedAsOf,
    private readonly hands: Saboteur,
    private readonly crowd: Victims,
  ) {
    this.injector = new Injector(this.choose);
  }

  /** Reaches the feed's day, whatever happens on the way. */
  async reach(): Promise<void> {
    for (;;) {
      this.counts.runs += 1;
      const { kills, stops, runs } = this.counts;
      if (kills < this.plan.kills && runs % 4 === 0) {
        if ((await this.killed()) === 'done') return;
      } else if (stops < this.plan.stops && runs % 9 === 5) {
        if ((await this.stopped()) === 'done') return;
      } else if ((await this.faulted()) === 'done') return;
    }
  }

  spared(steps: Iterable<Step>): Step[] {
    return [...steps].filter(({ key }) => !this.failed.has(key));
  }

  summary(): string {
    const { kills, stops, runs } = this.counts;
    const faults = [...this.plan.selection.struck].map(([kind, n]) => `${n} ${kind}`).join(', ');
    return `${runs} runs, ${this.failed.size} faults (${faults}), ${kills} kills, ${stops} stops`;
  }

  private readonly choose: Choice = (step, at) => {
    const kind = this.plan.selection.choose(step, at);
    if (kind === undefined) return undefined;
    this.reached = at.index;
    this.failed.add(step.key);
    return kind;
  };

  private async faulted(): Promise<'busy' | 'done' | 'failed'> {
    const before = this.failed.size;
    try {
      return await this.waited(
        await load(this.plan, this.urls.etl, this.feed, this.injector, this.hands, hurried),
      );
    } catch (error) {
      if (this.failed.size === before) this.wonder(error);
      return 'failed';
    }
  }

  /**
   * The server goes down at some step, as with a power cut, and comes back. Where that hurts nothing
   * the load goes on, by steps that may fail.
   */
  private async stopped(): Promise<'busy' | 'done' | 'failed'> {
    const at = this.reached;
    const before = this.counts.stops;
    const injector = new Injector(
      (step, place) => {
        if (place.index === at) return 'catastrophe';
        return this.counts.stops > before ? this.choose(step, place) : undefined;
      },
      async () => {
        this.counts.stops += 1;
        await this.server.crash();
      },
    );
    try {
      return await this.waited(
        await load(this.plan, this.urls.etl, this.feed, injector, this.hands, hurried),
      );
    } catch (error) {
      if (this.counts.stops === before) this.wonder(error);
      return 'failed';
    } finally {
      await this.server.up();
    }
  }

  /** A process of its own ends at some step. */
  private async killed(): Promise<'busy' | 'done' | 'failed'> {
    const end = await this.crowd.run({
      etlUrl: this.urls.etl,
      ownerUrl: this.urls.owner,
      coreUrl: this.feed.url,
      streams: streamsOf(this.plan.allStreams).map(({ name }) => name),
      settings: loadSettings,
      at: { step: this.reached },
    });
    if (end.signal === 'SIGKILL') {
      this.counts.kills += 1;
      return 'failed';
    }
    if (end.code === 0) return 'done';
    if (end.code === 3) return this.waited('busy');
    this.wonder(new Error(end.said));
    return 'failed';
  }

  private async waited<T>(end: T): Promise<T> {
    // The session of a leader that was ended may take a moment to be missed.
    if (end === 'busy') await delay(20);
    return end;
  }

  /** A load may fail though nothing was injected, as when a connection died before; not for ever. */
  private wonder(error: unknown): void {
    this.unexplained.push(String((error as Error).stack));
    if (this.unexplained.length > 20) {
      throw new Error('the load keeps failing though nothing is made to fail', { cause: error });
    }
  }
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
