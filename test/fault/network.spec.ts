import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ScriptedFeed } from '../support/scripted-feed.js';
import { unsteadyNetwork, type UnsteadyNetwork } from '../support/unsteady-network.js';
import { migratedWarehouse, type TestWarehouse } from '../support/warehouse.js';
import { expectSameBooks, loadSmall, loadUntilDone, nights, smallWorld } from './small-world.js';

/** Short, so that a silence costs little. */
const deadlines = { connect: 700, statement: 3_000, answer: 700 };

describe('B3 24: a network', () => {
  let feed: ScriptedFeed;
  let undisturbed: TestWarehouse;

  beforeAll(async () => {
    feed = await smallWorld(afterAll, '2026-08');
    undisturbed = await migratedWarehouse(afterAll);
    await loadSmall(undisturbed.etlUrl, feed);
  });

  async function behind(
    warehouse: TestWarehouse,
  ): Promise<{ network: UnsteadyNetwork; etlUrl: string }> {
    const network = await unsteadyNetwork(warehouse.etlUrl);
    onTestFinished(() => network.close());
    return { network, etlUrl: network.url };
  }

  it('to the database of which half comes late changes nothing but the time', async () => {
    const warehouse = await migratedWarehouse();
    const { network, etlUrl } = await behind(warehouse);
    network.weather = (_, nth) => (nth % 2 === 0 ? 'late' : 'pass');
    await loadSmall(etlUrl, feed);
    await expectSameBooks(warehouse.owner, undisturbed.owner);
  });

  it('that is reset in the middle of a COPY costs one load, and nothing comes twice', async () => {
    const warehouse = await migratedWarehouse();
    const { network, etlUrl } = await behind(warehouse);
    let copies = 0;
    let cut = 0;
    network.weather = (chunk) => {
      if (!chunk.includes('COPY stage')) return 'pass';
      copies += 1;
      if (copies % 6 !== 0 || cut >= 5) return 'pass';
      cut += 1;
      return 'reset';
    };
    // Streams go side by side: one load may lose several connections.
    expect(await loadUntilDone(etlUrl, feed)).toBeGreaterThanOrEqual(1);
    expect(cut).toBe(5);
    await expectSameBooks(warehouse.owner, undisturbed.owner);
  });

  it('that falls silent with its connections open is given up by the etl itself', async () => {
    const warehouse = await migratedWarehouse();
    const { network, etlUrl } = await behind(warehouse);
    let copies = 0;
    let silences = 0;
    network.weather = (chunk) => {
      copies += chunk.includes('COPY stage') ? 1 : 0;
      if (copies < 7 * (silences + 1) || silences >= 3) return 'pass';
      silences += 1;
      return 'freeze';
    };
    const started = performance.now();
    expect(await loadUntilDone(etlUrl, feed, { deadlines })).toBeGreaterThanOrEqual(1);
    expect(silences).toBe(3);
    expect(performance.now() - started).toBeLessThan(45_000);
    await expectSameBooks(warehouse.owner, undisturbed.owner);
  });

  it('to the feed that is slow, silent, cut or reset is asked again, after a while', async () => {
    const own = await smallWorld(undefined, '2026-08');
    const warehouse = await migratedWarehouse();
    let again = 0;
    own.tamper = async ({ attempt, nth }, answer) => {
      if (attempt > 1) again += 1;
      // A page breaks twice before it holds; now and then one is only slow.
      if (attempt > 2 || nth % 3 !== 0) return undefined;
      if (nth % 12 === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      return nth % 12 === 0
        ? answer
        : nth % 12 === 6 && nth < 20
          ? 'hang'
          : nth % 2
            ? 'cut'
            : 'reset';
    };
    await loadUntilDone(warehouse.etlUrl, own, { deadline: 300 });
    expect(again).toBeGreaterThan(10);
    await expectSameBooks(warehouse.owner, undisturbed.owner);
  });

  it('that is down for two nights is made up for, night by night', async () => {
    const own = await smallWorld(undefined, '2026-08');
    const [warehouse, twin] = [await migratedWarehouse(), await migratedWarehouse()];
    const { network, etlUrl } = await behind(warehouse);
    for (const url of [etlUrl, twin.etlUrl]) await loadSmall(url, own);
    for (const night of nights.slice(0, 2)) {
      own.advanceTo(night);
      network.weather = () => 'reset';
      await expect(loadSmall(etlUrl, own)).rejects.toThrow();
      await loadSmall(twin.etlUrl, own);
    }
    network.weather = () => 'pass';
    await loadSmall(etlUrl, own);
    await expectSameBooks(warehouse.owner, twin.owner);
  });
});
