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
import { imbalances } from '../support/balance.js';
import { booksOf } from '../support/books.js';
import { freePort } from '../support/free-port.js';
import { shortScenario } from '../support/short-scenario.js';
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
  // As root the server runs as another user, who must be able to get through.
  chmodSync(folder, 0o711);
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  try {
    mount(disk, 'mode=0755', firstSize);
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const core = await startCore({ scenario: shortScenario(folder, '2026-06'), seed: '1', clock });
  const roomy = await Server.start(join(folder, 'roomy'));
  const narrow = await Server.start(disk);
  try {
    await roomy.load(core.url);
    let full = 0;
    let size = firstSize;
    while (
      !(await narrow.load(core.url).then(
        () => true,
        () => false,
      ))
    ) {
      full += 1;
      report(`full at ${size} MB`);
      // What it needs to recover is little, and may still be more than a step.
      do {
        size += step;
        mount(disk, 'remount', size);
      } while (!(await narrow.recovers()));
    }
    // Comparing sorts all there is, which takes room of its own.
    mount(disk, 'remount', enough);
    const [one, other] = [await roomy.owner(), await narrow.owner()];
    const [expected, found] = [await booksOf(one), await booksOf(other)];
    const differing = Object.keys(expected).filter(
      (table) => JSON.stringify(expected[table]) !== JSON.stringify(found[table]),
    );
    const result = {
      full,
      servers: narrow.restarts,
      differing,
      imbalances: await imbalances(other),
    };
    await Promise.all([one.end(), other.end()]);
    return result;
  } finally {
    await Promise.all([core.close(), roomy.stop(), narrow.stop()]);
    execFileSync('umount', [disk]);
    rmSync(folder, { recursive: true });
  }
}

const mount = (disk: string, how: string, megabytes: number): void => {
  const options = `${how},size=${megabytes}m`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'ignore' });
};

/** A PostgreSQL of one's own, started again when it did not survive. */
class Server {
  restarts = 0;
  private ended = false;

  private constructor(
    private readonly dataDir: string,
    private readonly port: number,
    private server: EmbeddedServer,
  ) {
    this.watch(server);
  }

  static async start(dataDir: string): Promise<Server> {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
    const port = await freePort();
    return new Server(dataDir, port, await startEmbedded({ dataDir, port }));
  }

  owner() {
    return connect(this.server.url, 'a test');
  }

  async load(coreUrl: string): Promise<void> {
    const { dataDir } = this;
    await prepareDatabase({ url: this.server.url, dataDir });
    const pool = createPool(roleUrl(this.server.url, 'vigie_etl', dataDir));
    try {
      const signal = new AbortController().signal;
      await advance({ ...loadSettings, cellKey, streams: streamsOf(false), pool, coreUrl, signal });
    } finally {
      await pool.end();
    }
  }

  /** Whether it answers again, started anew where it is gone. */
  async recovers(): Promise<boolean> {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      if (this.ended) {
        const { dataDir, port } = this;
        const server = await startEmbedded({ dataDir, port }).catch(() => undefined);
        if (!server) return false;
        this.restarts += 1;
        this.server = server;
        this.watch(server);
      }
      const client = await this.owner().catch(() => undefined);
      if (client) {
        await client.end();
        return true;
      }
      await delay(100);
    }
    return false;
  }

  async stop(): Promise<void> {
    if (!this.ended) await this.server.stop();
  }

  private watch(server: EmbeddedServer): void {
    this.ended = false;
    void server.ended.then(() => {
      this.ended = true;
    });
  }
}
