import { prepareDatabase, writeOwnRows, type OwnRow } from '@vigie/etl';
import { connect, roleUrl } from '@vigie/warehouse';
import type { Client } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freshDatabase } from '../support/postgres.js';

const row = (vendor: string, value: number): OwnRow => ({
  ...{ vendor, release: '', measure: 'feeding.rate', cuboid: 'month.nation.sector.vendor' },
  ...{ territory: 'FR', sector: 'mdv', value, numerator: 10, denominator: 100, reason: 'ok' },
  ...{ provisional: false, publication: 3, bin: 2, bins: 3 },
});

async function opened(): Promise<{ etl: Client; api: Client }> {
  const database = await freshDatabase();
  const { ownerUrl, dataDir } = database;
  await prepareDatabase({ url: ownerUrl, dataDir });
  const [etl, api] = await Promise.all(
    (['vigie_etl', 'vigie_api'] as const).map((role) =>
      connect(roleUrl(ownerUrl, role, dataDir), role),
    ),
  );
  if (!etl || !api) throw new Error('there is no connection');
  onTestFinished(async () => {
    await Promise.all([etl.end(), api.end()]);
    await database.drop();
  });
  await writeOwnRows(etl, { month: '2026-06', vintage: 1 }, [
    row('v-mdv-01', 10),
    row('v-mdv-02', 20),
  ]);
  return { etl, api };
}

async function seenBy(api: Client, vendor: string | undefined): Promise<unknown[]> {
  await api.query('BEGIN');
  if (vendor !== undefined)
    await api.query(`SELECT set_config('vigie.vendor', $1, true)`, [vendor]);
  const { rows } = await api.query<{ vendor: string; value: number }>(
    'SELECT vendor, value FROM published.own_cell',
  );
  await api.query('COMMIT');
  return rows;
}

describe("vendors' own cells", () => {
  it('are read by the vendor that a session names, and by no one else', async () => {
    const { api } = await opened();
    expect(await seenBy(api, 'v-mdv-01')).toEqual([{ vendor: 'v-mdv-01', value: 10 }]);
    expect(await seenBy(api, 'v-mdv-02')).toEqual([{ vendor: 'v-mdv-02', value: 20 }]);
    // What a transaction named is forgotten with it.
    expect(await seenBy(api, undefined)).toEqual([]);
    expect(await seenBy(api, '')).toEqual([]);
    expect(await seenBy(api, "' OR true --")).toEqual([]);
  });

  it('cannot be written by those who read them', async () => {
    const { api } = await opened();
    await expect(api.query('DELETE FROM published.own_cell')).rejects.toThrow(/permission denied/);
    await expect(api.query('UPDATE published.own_cell SET value = 1')).rejects.toThrow(
      /permission denied/,
    );
  });

  it('are closed by the edition that replaces them', async () => {
    const { etl } = await opened();
    await writeOwnRows(etl, { month: '2026-06', vintage: 2 }, [row('v-mdv-01', 11)]);
    const { rows } = await etl.query<{
      vendor: string;
      valid_from: number;
      valid_to: number | null;
    }>('SELECT vendor, valid_from, valid_to FROM published.own_cell ORDER BY vendor, valid_from');
    expect(rows).toEqual([
      { vendor: 'v-mdv-01', valid_from: 1, valid_to: 2 },
      { vendor: 'v-mdv-01', valid_from: 2, valid_to: null },
      { vendor: 'v-mdv-02', valid_from: 1, valid_to: 2 },
    ]);
  });
});
