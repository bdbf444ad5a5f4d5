import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tamperedFeed, type TamperedRow } from '../support/tampering.js';
import {
  loadAll,
  migratedWarehouse,
  runningCore,
  tablesOf,
  unbalancedPages,
  type TestWarehouse,
} from '../support/warehouse.js';

const month = '2026-10';

/** Documents accepted in the nation in that month, as the mart holds it. */
async function accepted({ owner }: TestWarehouse): Promise<number> {
  const { rows } = await owner.query<{ sum: number }>(
    `SELECT sum FROM mart.cell WHERE part = 'documents.accepted' AND cuboid = 'month.nation'
       AND period = $1`,
    [month],
  );
  return rows[0]?.sum ?? Number.NaN;
}

async function quarantined({ owner }: TestWarehouse): Promise<{ reason: string; field: string }[]> {
  const { rows } = await owner.query<{ reason: string; field: string }>(
    'SELECT reason, field FROM ingest.quarantine ORDER BY id',
  );
  return rows;
}

/** Lets the first page of the month's documents through and changes the one after it. */
function changingSecondPage(change: (first: TamperedRow[], rows: TamperedRow[]) => TamperedRow[]) {
  let first: TamperedRow[] | undefined;
  let done = false;
  return (page: { stream: string; month: string }, rows: TamperedRow[]) => {
    if (page.stream !== 'documents' || page.month !== month || done) return undefined;
    if (!first) {
      first = rows;
      return undefined;
    }
    done = true;
    return change(first, rows);
  };
}

const plain = (rows: TamperedRow[]): TamperedRow => {
  const found = rows.find((row) => row['op'] === 'upsert' && Number(row['accepted']) > 0);
  if (!found) throw new Error('the page has no row with an accepted document');
  return found;
};

describe('a journal', () => {
  let coreUrl: string;
  let undisturbed: { accepted: number; tables: Record<string, string[]> };

  beforeAll(async () => {
    const core = await runningCore({}, afterAll);
    const warehouse = await migratedWarehouse(afterAll);
    await loadAll(warehouse, core.url);
    coreUrl = core.url;
    undisturbed = {
      accepted: await accepted(warehouse),
      tables: await tablesOf(warehouse.owner),
    };
  });

  it('counts a row of a higher revision in place of the one before it', async () => {
    let before = 0;
    const feed = await tamperedFeed(
      coreUrl,
      changingSecondPage((first, rows) => {
        const row = plain(first);
        before = Number(row['accepted']);
        const more = {
          accepted: before + 1000,
          attempted: Number(row['attempted']) + 1000,
          produced: Number(row['produced']) + 1000,
        };
        return [...rows, { ...row, ...more, revision: 99 }];
      }),
    );
    const warehouse = await migratedWarehouse();
    await loadAll(warehouse, feed);
    expect(before).toBeGreaterThan(0);
    expect(await accepted(warehouse)).toBe(undisturbed.accepted + 1000);
    expect(await quarantined(warehouse)).toEqual([]);
  });

  it('counts a deleted row no more, even when the row itself comes after', async () => {
    let lost = 0;
    const feed = await tamperedFeed(
      coreUrl,
      changingSecondPage((first, rows) => {
        const gone = plain(first);
        const early = plain(rows);
        lost = Number(gone['accepted']) + Number(early['accepted']);
        const tombstone = (row: TamperedRow) => ({ ...row, op: 'delete', revision: 99 });
        return [tombstone(gone), tombstone(early), ...rows];
      }),
    );
    const warehouse = await migratedWarehouse();
    await loadAll(warehouse, feed);
    expect(await accepted(warehouse)).toBe(undisturbed.accepted - lost);
  });

  it('puts aside a row of a revision that it holds with another content', async () => {
    const feed = await tamperedFeed(
      coreUrl,
      changingSecondPage((first, rows) => [
        ...rows,
        { ...plain(first), profession: 'another_one' },
        { ...plain(rows), profession: 'another_one' },
      ]),
    );
    const warehouse = await migratedWarehouse();
    await loadAll(warehouse, feed);
    expect(await quarantined(warehouse)).toEqual([
      { reason: 'revision_conflict', field: 'revision' },
      { reason: 'revision_conflict', field: 'revision' },
    ]);
    expect((await tablesOf(warehouse.owner))['cells']).toEqual(undisturbed.tables['cells']);
    expect(await unbalancedPages(warehouse.owner)).toEqual([]);
  });

  it('puts bad rows aside, each with its reason, and applies the others', async () => {
    const feed = await tamperedFeed(
      coreUrl,
      changingSecondPage((first, rows) => {
        const row = plain(first);
        const wrong = (id: number, change: TamperedRow): TamperedRow => ({
          ...row,
          row_id: Uint8Array.from({ length: 16 }, () => id),
          ...change,
        });
        return [
          ...rows,
          wrong(1, { sector: 'unheard_of' }),
          wrong(2, { produced: Number(row['produced']) + 1 }),
          wrong(3, { period: '2026-11-01' }),
          wrong(4, { withheld: -1 }),
        ];
      }),
    );
    const warehouse = await migratedWarehouse();
    await loadAll(warehouse, feed);
    expect(await quarantined(warehouse)).toEqual([
      { reason: 'unknown_value', field: 'sector' },
      { reason: 'inconsistent', field: 'produced' },
      { reason: 'period', field: 'period' },
      { reason: 'out_of_range', field: 'withheld' },
    ]);
    expect((await tablesOf(warehouse.owner))['cells']).toEqual(undisturbed.tables['cells']);
    expect(await unbalancedPages(warehouse.owner)).toEqual([]);
  });
});
