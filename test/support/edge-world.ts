import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { advance, eventStreams, type AdvanceOptions } from '@vigie/etl';
import { createPool } from '@vigie/warehouse';
import { cellKey, cellSecret } from './cell-key.js';
import { etlScript } from './scripts.js';
import { readTestSettings } from './test.settings.js';
import {
  scriptedFeed,
  type PartialRow,
  type ScriptedFeed,
  type ScriptedFeedOptions,
} from './scripted-feed.js';
import { migratedWarehouse, type TestWarehouse } from './warehouse.js';

export interface HeldRow {
  stream: string;
  reason: string;
  field: string;
  state: string;
}

export interface LedgerLine {
  status: string;
  reason: string | null;
  received: number;
  applied: number;
  duplicate: number;
  rejected: number;
  quarantined: number;
}

/** A scripted feed, a warehouse of its own, and questions that every case asks. */
export class EdgeWorld {
  constructor(
    readonly feed: ScriptedFeed,
    readonly warehouse: TestWarehouse,
    private readonly streams: readonly string[],
  ) {}

  /** Loads what the feed has so far, without patience: what is refused is refused at once. */
  async load(options: Partial<AdvanceOptions> = {}): ReturnType<typeof advance> {
    const pool = createPool(this.warehouse.etlUrl);
    try {
      return await advance({
        pool,
        coreUrl: this.feed.url,
        retentionDays: 45,
        replayNights: 0,
        cellKey,
        pageRows: 5_000,
        patience: [],
        streams: eventStreams.filter(({ name }) => this.streams.includes(name)),
        signal: new AbortController().signal,
        ...options,
      });
    } finally {
      await pool.end();
    }
  }

  /** Runs the etl's own command line on this world. */
  async command(...args: string[]): Promise<{ out: string; err: string; code: number }> {
    const run = promisify(execFile)(process.execPath, [etlScript, ...args], {
      env: {
        ...readTestSettings().cleanEnvironment,
        VIGIE_ETL_DATABASE_URL: this.warehouse.etlUrl,
        VIGIE_CORE_URL: this.feed.url,
        VIGIE_CELL_KEY: cellSecret,
      },
    });
    const end = (code: number) => (told: { stdout: string; stderr: string }) => ({
      out: told.stdout,
      err: told.stderr,
      code,
    });
    return run.then(end(0), (error: unknown) =>
      end((error as { code: number }).code)(error as { stdout: string; stderr: string }),
    );
  }

  async rows<T extends object>(query: string, values: unknown[] = []): Promise<T[]> {
    return (await this.warehouse.owner.query<T>(query, values)).rows;
  }

  /** Exact total of the nation in a month, 0 without a cell. */
  async total(month: string, part = 'documents.accepted'): Promise<number> {
    const [cell] = await this.rows<{ sum: number }>(
      `SELECT coalesce(sum(sum), 0) AS sum FROM mart.cell
       WHERE cuboid = 'month.nation' AND part = $1 AND period = $2`,
      [part, month],
    );
    return cell?.sum ?? 0;
  }

  /** What quarantine has taken, in the order in which it came. */
  held(): Promise<HeldRow[]> {
    return this.rows('SELECT stream, reason, field, state FROM ingest.quarantine ORDER BY id');
  }

  /** Lines of the ledger of a stream that are not about empty pages. */
  ledger(stream = 'documents'): Promise<LedgerLine[]> {
    return this.rows(
      `SELECT status, reason, received, applied, duplicate, rejected, quarantined
       FROM ingest.page WHERE stream = $1 AND (received > 0 OR status <> 'applied') ORDER BY id`,
      [stream],
    );
  }

  async stopped(): Promise<{ stream: string; reason: string; field: string }[]> {
    return this.rows('SELECT stream, reason, field FROM ingest.stopped_stream ORDER BY stream');
  }

  /** Every value of every table that the etl writes, as one text to search in. */
  async everything(): Promise<string> {
    const tables = await this.rows<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('ingest', 'mart', 'published', 'ops', 'reference', 'sentinelle')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const rows = await this.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      texts.push(...rows.map(({ row }) => row));
    }
    return texts.join('\n');
  }
}

/**
 * A world of few rows over real declarations: its feed has documents alone unless told otherwise,
 * and its first history ends on the feed day.
 */
export async function edgeWorld({
  loaded = ['documents'],
  ...options
}: ScriptedFeedOptions & { loaded?: string[] } = {}): Promise<EdgeWorld> {
  const feed = await scriptedFeed({
    historyFrom: '2026-10',
    feedDay: '2026-11-21',
    streams: eventStreams,
    ...options,
  });
  return new EdgeWorld(feed, await migratedWarehouse(options.cleanup), loaded);
}

/** Documents of one actor that were all accepted. */
export const documents = (count: number, more: PartialRow = {}): PartialRow => ({
  produced: count,
  attempted: count,
  accepted: count,
  ...more,
});

/** Vendors of a market in which no one is told by what is published. */
export const marketVendors = ['v-mdv-01', 'v-mdv-02', 'v-mdv-03', 'v-mdv-04'];

/** One of many professionals, spread over these vendors. */
export const professional = (n: number): PartialRow => {
  const vendor = marketVendors[n % marketVendors.length] ?? '';
  return { actor: `actor ${n}`, vendor, release: `${vendor.replace('v-', 'r-')}-v1` };
};
