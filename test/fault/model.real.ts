import { advance, eventStreams } from '@vigie/etl';
import { createPool } from '@vigie/warehouse';
import type pg from 'pg';
import { expect } from 'vitest';
import { cellKey } from '../support/cell-key.js';
import { faultyFetch, faultyPool, Injector, saboteur, type FaultKind } from '../support/faults.js';
import type { ScriptedFeed } from '../support/scripted-feed.js';
import { checkedParts, type ModelCell, type ModelRow } from './model.cells.js';
import { checkedCuboids, plusDays, standingAt, type Model } from './model.oracle.js';

const replayNights = 2;
const kinds: readonly FaultKind[] = ['refused', 'unheard', 'killed', 'conflict'];

/** The etl over a feed that the commands write. */
export class Real {
  /** Loads that a step ended, and loads that went on in spite of it. */
  readonly crashes = { ended: 0, survived: 0 };
  loads = 0;
  /** What the histories went through, so that a test that proves little says so. */
  readonly met = { errata: 0, conflicts: 0, rejected: 0, late: 0 };

  constructor(
    private readonly feed: ScriptedFeed,
    private readonly owner: pg.Client,
    private readonly urls: { owner: string; etl: string },
  ) {}

  emit(day: string, row: ModelRow): void {
    const { id, revision, deleted, period, actor, key, department, generation, factor } = row;
    const { accepted, rejected, withheld } = row;
    this.feed.emit('documents', day, [
      {
        row_id: id,
        revision,
        op: deleted ? 'delete' : 'upsert',
        period,
        actor,
        record_key: key,
        stratum: factor === 1 ? 'complete' : 'mdv.sampled',
        department,
        generation,
        release: `r-mdv-01-${releases[generation] ?? ''}`,
        produced: accepted + rejected + withheld,
        withheld,
        attempted: accepted + rejected,
        accepted,
        rejected,
      },
    ]);
  }

  advanceTo(day: string): void {
    this.feed.advanceTo(day);
  }

  /** How far the first history will reach, were it loaded now. */
  beginAt(feedDay: string): string {
    return plusDays(feedDay, -replayNights);
  }

  /** How far the first history reaches, if a load has settled it. */
  async begun(): Promise<string | undefined> {
    const { rows } = await this.owner.query<{ day: string }>(
      'SELECT history_through::text AS day FROM reference.source',
    );
    return rows[0]?.day;
  }

  async load(injector = new Injector()): Promise<void> {
    const pool = createPool(this.urls.etl, 4);
    const hands = await saboteur(this.urls.owner);
    try {
      for (;;) {
        injector.begin();
        const end = await advance({
          pool: faultyPool(pool, injector, hands),
          fetch: faultyFetch(injector),
          coreUrl: this.feed.url,
          retentionDays: 45,
          cellKey,
          replayNights,
          pageRows: 3,
          patience: [1, 1, 1, 1],
          streams: eventStreams.filter(({ name }) => name === 'documents'),
          signal: new AbortController().signal,
        });
        if (end !== 'busy') break;
      }
      this.loads += 1;
    } finally {
      await pool.end();
      await hands.close();
    }
  }

  async crash(step: number, kind: number): Promise<void> {
    const injector = new Injector((met, { index }) => {
      const wanted = kinds[kind] ?? 'refused';
      return index === step ? (met.kinds.includes(wanted) ? wanted : met.kinds[0]) : undefined;
    });
    try {
      await this.load(injector);
      this.crashes.survived += 1;
    } catch (error) {
      if (injector.strikes.length === 0) throw error;
      this.crashes.ended += 1;
    }
  }

  async verify({ emitted, historyFrom, begin = '', feedDay }: Model): Promise<void> {
    const expected = standingAt(emitted, historyFrom, begin, feedDay);
    this.met.errata = expected.errata.size;
    this.met.conflicts = expected.conflicting;
    this.met.rejected = expected.rejected;
    this.met.late = [...expected.cells.values()].filter(({ late }) => late > 0).length;
    expect(await this.cells()).toEqual(sorted(expected.cells));
    expect(await this.publications()).toEqual(sorted(expected.publications));
    expect(await this.errata()).toEqual([...expected.errata].filter(isNational).sort());
    expect(await this.ledger()).toEqual({
      received: expected.received,
      quarantined: expected.conflicting,
      rejected: expected.rejected,
      held: expected.conflicting,
      unbalanced: 0,
    });
  }

  private async cells(): Promise<[string, ModelCell][]> {
    const { rows } = await this.owner.query<ModelCell & { name: string }>(
      `SELECT concat_ws('|', part, cuboid, period, territory, generation) AS name,
              n::int AS n, sum::int AS sum, x1::int AS x1, x2::int AS x2,
              key_sum::text AS keys, expanded::float8 AS expanded, late_x1::int AS late
       FROM mart.cell WHERE part = ANY($1) AND cuboid = ANY($2)`,
      [checkedParts, checkedCuboids],
    );
    return sorted(new Map(rows.map(({ name, ...cell }) => [name, cell])));
  }

  private async publications(): Promise<[string, number][]> {
    const { rows } = await this.owner.query<{ name: string; publication: number }>(
      `SELECT concat_ws('|', cuboid, period) AS name, max(publication)::int AS publication
       FROM published.publication WHERE measure = 'feeding.documents' AND cuboid = ANY($1)
       GROUP BY 1`,
      [checkedCuboids],
    );
    return sorted(new Map(rows.map(({ name, publication }) => [name, publication])));
  }

  private async errata(): Promise<string[]> {
    const { rows } = await this.owner.query<{ name: string }>(
      `SELECT concat_ws('|', cuboid, period) AS name FROM published.cell
       WHERE measure = 'feeding.documents' AND errata AND valid_to IS NULL`,
    );
    return rows
      .map(({ name }) => name)
      .filter(isNational)
      .sort();
  }

  private async ledger(): Promise<unknown> {
    const { rows } = await this.owner.query(
      `SELECT coalesce(sum(received), 0)::int AS received,
              coalesce(sum(quarantined), 0)::int AS quarantined,
              coalesce(sum(rejected), 0)::int AS rejected,
              (SELECT count(*)::int FROM ingest.quarantine q
               JOIN ingest.page p ON p.id = q.page WHERE p.grain = 'day' AND q.state = 'held') AS held,
              count(*) FILTER (WHERE received <> applied + duplicate + rejected + quarantined)::int
                AS unbalanced
       FROM ingest.page WHERE grain = 'day' AND stream = 'documents' AND status <> 'refused'`,
    );
    return rows[0];
  }
}

const releases: Readonly<Record<string, string>> = {
  pre: 'pre',
  segur_v1: 'v1',
  sentinelle: 'sentinelle',
  segur_v2: 'v2',
};

const isNational = (name: string): boolean => /^(month|day)\.nation\|/.test(name);

const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
