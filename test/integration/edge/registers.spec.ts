import { describe, expect, it } from 'vitest';
import { documents, edgeWorld } from '../../support/edge-world.js';
import { unbalancedPages } from '../../support/warehouse.js';

const month = '2026-11';

describe('reference data that changes', () => {
  it('B3 18: leaves history as it was: a renamed vendor, a release that changes hands, a new one', async () => {
    const world = await edgeWorld({ historyFrom: '2026-10', feedDay: '2026-11-21' });
    const { feed } = world;
    const old = { vendor: 'v-mdv-01', release: 'r-mdv-01-v1' };
    feed.emit('documents', '2026-10-05', [documents(5, { row_id: 'a', actor: 'one', ...old })]);
    feed.emit('documents', '2026-11-05', [documents(7, { row_id: 'b', actor: 'two', ...old })]);
    await world.load();
    const october = () =>
      world.rows(`SELECT c::text AS cell FROM mart.cell c WHERE period LIKE '2026-10%' ORDER BY 1`);
    const before = await october();
    expect(before.length).toBeGreaterThan(0);

    const { vendors, releases } = feed.registers;
    vendors.find(({ id }) => id === 'v-mdv-01')!.name = 'Another name';
    releases.find(({ id }) => id === 'r-mdv-01-v1')!.vendor = 'v-mdv-02';
    releases.push({
      ...releases.find(({ id }) => id === 'r-mdv-01-v1')!,
      id: 'r-mdv-02-v9',
      version: '9',
    });
    feed.emit('documents', '2026-11-22', [
      // Of the time before: what it was sold under then, corrected.
      documents(8, { row_id: 'b', actor: 'two', revision: 2, period: '2026-11-05', ...old }),
      documents(1, {
        actor: 'three',
        period: '2026-11-22',
        vendor: 'v-mdv-02',
        release: 'r-mdv-01-v1',
      }),
      documents(2, {
        actor: 'three',
        period: '2026-11-22',
        vendor: 'v-mdv-02',
        release: 'r-mdv-02-v9',
      }),
    ]);
    feed.advanceTo('2026-12-02');
    await world.load();
    expect(await world.held()).toEqual([]);
    expect(await world.total(month)).toBe(11);
    expect(await october()).toEqual(before);
    const [vendor] = await world.rows(`SELECT name FROM reference.vendor WHERE id = 'v-mdv-01'`);
    expect(vendor).toEqual({ name: 'Another name' });
  });

  it('B3 38: a name that is on no list reaches no cell, no view and no log', async () => {
    const world = await edgeWorld({ loaded: ['documents', 'incidents', 'distincts'] });
    const label = 'Logiciel Concurrent 3000';
    world.feed.emit('documents', '2026-10-05', [
      ...Array.from({ length: 30 }, (_, at) => documents(1, { actor: `actor ${at}` })),
      documents(1, { release: label }),
      documents(1, { vendor: label }),
      documents(1, { profession: `<img src=x onerror=alert(1)> ${label}` }),
    ]);
    await world.load();
    expect(await world.held()).toMatchObject([
      { reason: 'unknown_value', field: 'release' },
      { reason: 'unknown_value', field: 'vendor' },
      { reason: 'unknown_value', field: 'profession' },
    ]);
    const views = await world.rows<{ name: string }>(
      `SELECT format('%I.%I', schemaname, viewname) AS name FROM pg_views WHERE schemaname = 'ops'`,
    );
    expect(views.length).toBeGreaterThan(3);
    const tables = ['mart.cell', 'published.cell', 'ingest.documents', 'ingest.page'];
    for (const name of [...tables, ...views.map((view) => view.name)]) {
      const rows = await world.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      expect([name, rows.filter(({ row }) => /Concurrent|onerror/.test(row))]).toEqual([name, []]);
    }
    const listed = await world.command('quarantine');
    expect(listed.out).toContain('profession');
    expect(listed.out).not.toMatch(/Concurrent|onerror/);
    expect(await unbalancedPages(world.warehouse.owner)).toEqual([]);
  });
});
