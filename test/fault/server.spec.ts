import { prepareDatabase } from '@vigie/etl';
import { connect, roleUrl } from '@vigie/warehouse';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { faultyPool, Injector, saboteur } from '../support/faults.js';
import { migratedWarehouse } from '../support/warehouse.js';
import { fragileServer } from './fragile-server.js';
import { expectSameBooks, loadSmall, loadUntilDone, smallWorld } from './small-world.js';

describe('a server', () => {
  it('B3 3: stopped at once while it loads or publishes comes back without half of it', async () => {
    const feed = await smallWorld();
    const undisturbed = await migratedWarehouse();
    await loadSmall(undisturbed.etlUrl, feed);
    const dataDir = mkdtempSync(join(tmpdir(), 'vigie-server-'));
    const server = await fragileServer(dataDir);
    onTestFinished(async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    });
    await prepareDatabase({ url: server.url, dataDir });
    const etlUrl = roleUrl(server.url, 'vigie_etl', dataDir);
    const hands = await saboteur(server.url);
    onTestFinished(() => hands.close());
    const places = [
      'COPY stage',
      'COPY mart.cell',
      'INSERT INTO published.cell',
      'INSERT INTO published.publication',
    ];
    for (const place of places) {
      let crashed = false;
      const injector = new Injector(
        ({ shape }) => {
          if (crashed || !shape.startsWith(place)) return undefined;
          crashed = true;
          return 'catastrophe';
        },
        () => server.crash(),
      );
      await loadSmall(etlUrl, feed, { through: (pool) => faultyPool(pool, injector, hands) }).catch(
        () => undefined,
      );
      await server.up();
      expect(crashed, place).toBe(true);
    }
    await loadUntilDone(etlUrl, feed);
    const owner = await connect(server.url, 'fragile');
    await expectSameBooks(owner, undisturbed.owner);
    await owner.end();
  });
});
