import { startCore } from '@vigie/core';
import { advance, prepareDatabase } from '@vigie/etl';
import { connect, createPool, roleUrl } from '@vigie/warehouse';
import { startEmbedded, type EmbeddedServer } from '@vigie/warehouse/embedded';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cellKey } from '../support/cell-key.js';
import { freePort } from '../support/free-port.js';
import { shortScenario } from '../support/short-scenario.js';
import { judged, type Urls } from './compared-databases.js';
import { loadSettings, streamsOf } from './load.js';

/** Megabytes of the disk at first, which a new cluster half fills, and what is added when it is full. */
const firstSize = 84;
const step = 6;
const enough = 1_024;
const clock = '2026-09-05';

export interface FullDisk {
  /** Loads that ended because nothing more could be written, and servers that did not survive it. */
  full: number;
  servers: number;
  /** Tables that differ at the end from those of a load with room, and what does not add up. */
  differing: string[];
  imbalances: string[];
}

/**
 * B3 22: loads onto a disk that is full again and again, log, tables and temporary files alike; each
 * time a little room is made and the load is started again.
 * @returns undefined where a small disk cannot be mounted, which takes root on Linux
 */
export async function fullDisk(report: (line: string) => void): Promise<FullDisk | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-disk-'));
  const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true })];
  try {
    // As root the server runs as another user, who must be able to get through.
    chmodSync(folder, 0o711);
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    if (!canMount(disk)) return undefined;
    undo.push(() => execFileSync('umount', [disk]));
    const core = await startCore({ scenario: shortScenario(folder, '2026-06'), seed: '1', clock });
    undo.push(() => core.close());
    const roomy = await Server.start(join(folder, 'roomy'));
    undo.push(() => roomy.stop());
    const narrow = await Server.start(disk);
    undo.push(() => narrow.stop());
    await roomy.load(core.url);
    let full = 0;
    let size = firstSize;
    while (!(await narrow.fits(core.url))) {
      full += 1;
      report(`full at ${size} MB`);
      // What it needs to recover is little, and may still be more than a step.
      do {
        size += step;
        if (size > enough) throw new Error(`a small world does not fit into ${enough} MB`);
        mount(disk, 'remount', size);
      } while (!(await narrow.recovers()));
      await narrow.vacuum();
    }
    // Comparing sorts all there is, which takes room of its own.
    mount(disk, 'remount', enough);
    const compared = await judged({ undisturbed: roomy.urls(), disturbed: narrow.urls() });
    return { full, servers: narrow.restarts, ...compared };
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** Whether a small disk can be mounted there; it is, then. */
function canMount(disk: string): boolean {
  try {
    mount(disk, 'mode=0755', firstSize);
    return true;
  } catch {
    return false;
  }
}

const mount = (disk: string, how: string, megabytes: number): void => {
  const options = `${how},size=${megabytes}m`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'ignore' });
};

/** A PostgreSQL of one's own, started again when it did not survive. */
class Server {
  restarts = 0;
  private server: EmbeddedServer | undefined;
  /** Whether it said that there is no room since the last load began. */
  private isFull = false;

  private constructor(private readonly options: { dataDir: string; port: number }) {}

  static async start(dataDir: string): Promise<Server> {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
    const server = new Server({ dataDir, port: await freePort() });
    await server.open();
    return server;
  }

  urls(): Urls {
    if (!this.server) throw new Error('The server has ended.');
    const { url } = this.server;
    return { owner: url, etl: roleUrl(url, 'vigie_etl', this.options.dataDir) };
  }

  async load(coreUrl: string): Promise<void> {
    const { owner, etl } = this.urls();
    await prepareDatabase({ url: owner, dataDir: this.options.dataDir });
    const pool = createPool(etl);
    const signal = new AbortController().signal;
    const streams = streamsOf(false);
    try {
      // The session of a leader that was ended may take a moment to be missed.
      while (
        (await advance({ ...loadSettings, cellKey, streams, pool, coreUrl, signal })) === 'busy'
      )
        await delay(50);
    } finally {
      await pool.end();
    }
  }

  /**
   * Whether a load gets through; else there was no room.
   * @throws what ended it otherwise
   */
  async fits(coreUrl: string): Promise<boolean> {
    this.isFull = false;
    try {
      await this.load(coreUrl);
      return true;
    } catch (error) {
      // The server's log may come a moment after its answer.
      for (let attempt = 0; this.hasRoom() && attempt < 40; attempt += 1) await delay(50);
      if (this.hasRoom()) throw error;
      return false;
    }
  }

  /** Whether it answers again, started anew where it is gone. */
  async recovers(): Promise<boolean> {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      if (!this.server) {
        if (!(await this.open().then(...isDone))) return false;
        this.restarts += 1;
      }
      if (await this.answers().then(...isDone)) return true;
      await delay(100);
    }
    return false;
  }

  /** Gives back what failed loads wrote, as the server does by itself within minutes, if there is room. */
  async vacuum(): Promise<void> {
    const client = await connect(this.urls().owner, 'a test');
    try {
      await client.query('VACUUM');
    } catch {
      // The next load says whether there is room.
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  private hasRoom(): boolean {
    return !this.isFull;
  }

  private async answers(): Promise<void> {
    const client = await connect(this.urls().owner, 'a test');
    await client.end();
  }

  private async open(): Promise<void> {
    const server = await startEmbedded({
      ...this.options,
      log: (line) => {
        this.isFull ||= line.includes('No space left on device');
      },
    });
    this.server = server;
    void server.ended.then(() => {
      this.server = undefined;
    });
  }
}

/** What came of a promise, as yes or no. */
const isDone = [() => true, () => false] as const;
