import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { faultyFetch, faultyPool, Injector, saboteur } from '../support/faults.js';
import type { ScriptedFeed } from '../support/scripted-feed.js';
import { migratedWarehouse, type TestWarehouse } from '../support/warehouse.js';
import {
  expectSameBooks,
  firstDay,
  loaded,
  loadSmall,
  loadUntilDone,
  nights,
  settings,
  smallWorld,
} from './small-world.js';
import { victims, type Victims } from './victims.js';

/** Where a loader ends itself: before a step, in the middle of it, or once it is done. */
const places = [
  ['before rows are staged', { before: '^DROP TABLE IF EXISTS pg_temp.stage', nth: 2 }],
  ['while rows are staged', { before: '^COPY stage', nth: 3 }],
  ['once rows are staged and merged', { after: '^WITH merged AS', nth: 4 }],
  ['while cells are written', { before: '^COPY mart.cell', nth: 2 }],
  ['while it publishes', { after: '^INSERT INTO published.cell', nth: 1 }],
  ['after a commit that it was not told of', { after: '^COMMIT', nth: 9 }],
] as const;

describe('a loader', () => {
  let feed: ScriptedFeed;
  let undisturbed: TestWarehouse;
  let crowd: Victims;

  beforeAll(async () => {
    crowd = victims();
    afterAll(() => crowd.close());
    feed = await smallWorld(afterAll);
    undisturbed = await migratedWarehouse(afterAll);
    await loadSmall(undisturbed.etlUrl, feed);
  });

  it('B3 1: killed before, while and after it stages, while it publishes, after a commit: same tables', async () => {
    const warehouse = await migratedWarehouse();
    for (const [place, at] of places) {
      const end = await crowd.run({
        etlUrl: warehouse.etlUrl,
        ownerUrl: warehouse.ownerUrl,
        coreUrl: feed.url,
        streams: ['documents', 'profiles', 'roster'],
        settings,
        at,
      });
      expect(end, `${place}: ${end.said}`).toMatchObject({ signal: 'SIGKILL' });
    }
    await loadUntilDone(warehouse.etlUrl, feed);
    await expectSameBooks(warehouse.owner, undisturbed.owner);
  });

  it('B3 2: loses its backend at every statement of a night, one after the other: same tables', async () => {
    // One month: each of the many loads asks for every month that there is.
    const own = await smallWorld(undefined, '2026-09');
    const streams = loaded.filter(({ name }) => name === 'documents');
    const [warehouse, twin] = [await migratedWarehouse(), await migratedWarehouse()];
    for (const { etlUrl } of [warehouse, twin]) await loadSmall(etlUrl, own, { streams });
    own.advanceTo(nights[0]);
    const hands = await saboteur(warehouse.ownerUrl);
    const killed = new Set<string>();
    const injector = new Injector((step) => {
      if (!step.kinds.includes('killed') || killed.has(step.key)) return undefined;
      killed.add(step.key);
      return 'killed';
    });
    const steps = new Injector();
    await loadSmall(twin.etlUrl, own, {
      streams,
      through: (pool) => faultyPool(pool, steps, hands),
    });
    const failed = await loadUntilDone(warehouse.etlUrl, own, {
      streams,
      through: (pool) => {
        injector.begin();
        return faultyPool(pool, injector, hands);
      },
      fetch: faultyFetch(injector),
    });
    console.info(
      `${steps.steps} steps of a night, ${killed.size} backends killed, ${failed} loads ended by it`,
    );
    expect(killed.size).toBeGreaterThan(100);
    await expectSameBooks(warehouse.owner, twin.owner);
    await hands.close();
  });

  it('B3 4: is sent the same page again, ten times, by three loaders at once: it counts once', async () => {
    const again = await smallWorld();
    const warehouse = await migratedWarehouse();
    const twin = await migratedWarehouse();
    await loadSmall(twin.etlUrl, again);
    const rows = again
      .emissions('documents', '2026-08')
      .slice(0, 24)
      .map(({ row }) => row);
    await loadSmall(warehouse.etlUrl, again);
    again.advanceTo(nights[3]);
    for (let time = 0; time < 10; time += 1) again.emit('documents', nights[3], rows);
    const three = [1, 2, 3].map(() => loadUntilDone(warehouse.etlUrl, again));
    await Promise.all(three);
    await loadSmall(twin.etlUrl, again);
    await expectSameBooks(warehouse.owner, twin.owner);
    const { rows: counts } = await warehouse.owner.query<Record<string, number>>(
      `SELECT sum(received)::int AS received, sum(duplicate)::int AS duplicate,
              count(*)::int AS pages, count(DISTINCT cursor)::int AS cursors
       FROM ingest.page WHERE stream = 'documents' AND month = '2026-08'
         AND cursor > 'wsmall~documents~day~2026-08~${firstDay}~end'`,
    );
    expect(counts[0]?.['duplicate']).toBeGreaterThanOrEqual(240);
    expect(counts[0]?.['cursors']).toBe(counts[0]?.['pages']);
  });
});
