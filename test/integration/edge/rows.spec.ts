import { describe, expect, it } from 'vitest';
import { documents, edgeWorld, type EdgeWorld } from '../../support/edge-world.js';
import type { PartialRow } from '../../support/scripted-feed.js';
import { unbalancedPages } from '../../support/warehouse.js';

/** Enough good rows beside the bad ones that no page is kept whole. */
const goodRows = (count: number, more: PartialRow = {}): PartialRow[] =>
  Array.from({ length: count }, (_, at) => documents(1, { actor: `good ${at}`, ...more }));

/** What each of some bad rows was put aside for. */
async function faultsOf(
  world: EdgeWorld,
  day: string,
  bad: readonly PartialRow[],
  month = day.slice(0, 7),
): Promise<string[]> {
  const good = goodRows(3 * bad.length, { period: `${month}-05` });
  world.feed.emit('documents', day, [...bad, ...good], month);
  await world.load();
  expect(await world.total(month)).toBe(good.length);
  expect(await unbalancedPages(world.warehouse.owner)).toEqual([]);
  return (await world.held()).map(({ reason, field }) => `${reason} ${field}`);
}

describe('dates', () => {
  it('B3 10: that have not come, lie elsewhere or do not exist put their row aside', async () => {
    const world = await edgeWorld({ historyFrom: '2026-02', feedDay: '2026-03-20' });
    const periods = [
      '2026-02-29',
      '2026-02-30',
      '2026-3-01',
      '2027-02-10',
      '2025-02-10',
      '1900-02-10',
      '0000-00-00',
      '',
      '٢٠٢٦-02-10',
    ];
    const bad = periods.map((period) => documents(1, { period }));
    expect(await faultsOf(world, '2026-02-15', bad)).toEqual(periods.map(() => 'period period'));
  });

  it('B3 10: of tomorrow put their row aside, and today does not', async () => {
    const world = await edgeWorld({ historyFrom: '2026-10', feedDay: '2026-11-20' });
    const { feed } = world;
    feed.emit('documents', '2026-11-20', [
      ...goodRows(4, { period: '2026-11-20' }),
      documents(1, { period: '2026-11-21' }),
    ]);
    await world.load();
    expect(await world.ledger()).toMatchObject([{ applied: 4, quarantined: 1 }]);
    // It counts once its source sends it again on that day.
    feed.emit('documents', '2026-11-21', [documents(1, { period: '2026-11-21' })]);
    feed.advanceTo('2026-11-21');
    await world.load();
    expect((await world.ledger()).at(-1)).toMatchObject({ applied: 1 });
  });

  it.each([
    ['2026-03', '2026-03-29', '2026-04-21'],
    ['2026-10', '2026-10-25', '2026-11-21'],
    ['2028-02', '2028-02-29', '2028-03-21'],
  ])(
    'B3 11: of %s: a day of 23 or 25 hours is a day, an hour is no date',
    async (of, day, feedDay) => {
      const world = await edgeWorld({ historyFrom: of, feedDay });
      world.feed.emit('documents', day, [
        ...goodRows(6, { period: day }),
        documents(1, { period: `${day}T02:30` }),
        documents(1, { period: `${day}T02:30+01:00` }),
      ]);
      await world.load();
      const cells = await world.rows(
        `SELECT period, sum FROM mart.cell WHERE cuboid = 'day.nation' AND part = 'documents.accepted'`,
      );
      expect(cells).toEqual([{ period: day, sum: 6 }]);
      expect(await world.held()).toMatchObject([{ field: 'period' }, { field: 'period' }]);
    },
  );
});

describe('text', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
  const texts: [string, string | Uint8Array][] = [
    ['a byte order mark within', 'md\ufeffv'],
    ['a line end', 'mdv\r\n'],
    ['a carriage return', 'mdv\r'],
    ['UTF-16', bytes(0x6d, 0, 0x64, 0, 0x76, 0)],
    ['Latin-1', bytes(0x6d, 0xe9, 0x64)],
    ['NUL', 'm\0dv'],
    ['a line separator', 'mdv\u2028'],
    ['overlong UTF-8', bytes(0xc1, 0xad, 0x64, 0x76)],
    ['half a character', bytes(0xed, 0xa0, 0x80)],
    ['an emoji', 'mdv😀'],
    ['a change of direction', '\u202emdv'],
    ['many characters', 'mdv'.repeat(100_000)],
  ];

  it(`B3 15: that is no known code puts its row aside: ${texts.map(([name]) => name).join(', ')}`, async () => {
    const world = await edgeWorld();
    const bad = texts.map(([, sector]) => documents(1, { sector }));
    expect(await faultsOf(world, '2026-10-05', bad)).toEqual(
      texts.map(() => 'unknown_value sector'),
    );
    const kept = await world.rows<{ row: string; size: number }>(
      'SELECT row::text, length(row::text) AS size FROM ingest.quarantine',
    );
    for (const { row, size } of kept) {
      expect(row).not.toContain('\0');
      expect(size).toBeLessThan(2_000);
    }
  });
});

describe('values that are not referenced', () => {
  const overseas = ['2A', '2B', '971', '972', '973', '974', '976'].map((id) => `DEP-${id}`);
  const unknown: [string, PartialRow][] = [
    ['vendor', { vendor: 'v-mdv-999' }],
    ['release', { release: 'r-mdv-01-v999' }],
    ['department', { department: 'DEP-99' }],
    ['department', { department: 'DEP-20' }],
    ['department', { department: 'DEP-975' }],
    ['profession', { profession: '999' }],
    ['sector', { sector: 'elsewhere' }],
    ['generation', { generation: 'segur_v9' }],
    ['stratum', { stratum: 'nowhere' }],
  ];

  it('B3 17: are put aside, counted as such by field, and those that are take Corsica and overseas in', async () => {
    const world = await edgeWorld();
    world.feed.emit('documents', '2026-10-04', [
      ...overseas.map((department) => documents(1, { department, actor: department })),
      ...goodRows(30),
      ...unknown.map(([, more]) => documents(1, more)),
    ]);
    await world.load();
    expect(await world.held()).toMatchObject(
      unknown.map(([field]) => ({ reason: 'unknown_value', field })),
    );
    expect(await world.total('2026-10')).toBe(overseas.length + 30);
    const counted = await world.rows<{ field: string; rows: number }>(
      `SELECT field, rows FROM ops.quarantine WHERE reason = 'unknown_value' ORDER BY field`,
    );
    expect(counted).toContainEqual({ field: 'department', rows: 3 });
    expect(counted.reduce((sum, { rows }) => sum + rows, 0)).toBe(unknown.length);
  });

  it('B3 17: of document types too', async () => {
    const world = await edgeWorld({ loaded: ['document_types'] });
    const row = (document_type?: string) => documents(1, { document_type, actor: document_type });
    world.feed.emit('document_types', '2026-11-01', [
      row('no_such_type'),
      ...Array.from({ length: 4 }, () => row()),
    ]);
    await world.load();
    expect(await world.held()).toMatchObject([{ reason: 'unknown_value', field: 'document_type' }]);
  });

  it('put a row aside too where each is known and they do not belong together', async () => {
    const world = await edgeWorld();
    const bad = [{ vendor: 'v-off-01' }, { sector: 'officine' }, { generation: 'segur_v2' }];
    const rows = bad.map((more) => documents(1, more));
    const found = await faultsOf(world, '2026-10-05', rows);
    expect(found.map((fault) => fault.split(' ')[0])).toEqual(bad.map(() => 'inconsistent'));
  });
});

describe('counts', () => {
  it('B3 19: below zero or above what can be put their row aside, sums that do not hold too', async () => {
    const world = await edgeWorld();
    const bad: [PartialRow, string][] = [
      [{ withheld: -1, attempted: 2, produced: 1, accepted: 2 }, 'out_of_range withheld'],
      [documents(2 ** 31 - 1), 'out_of_range produced'],
      [documents(1, { produced: 2 }), 'inconsistent produced'],
      [documents(1, { record_key: -1n }), 'out_of_range record_key'],
      [documents(1, { revision: 0 }), 'out_of_range revision'],
    ];
    expect(
      await faultsOf(
        world,
        '2026-10-05',
        bad.map(([row]) => row),
      ),
    ).toEqual(bad.map(([, fault]) => fault));
  });

  it('B3 19: of 64 bits stay exact or put their row aside', async () => {
    const world = await edgeWorld();
    const totals = [2n ** 53n - 1n, 2n ** 53n + 1n, 2n ** 63n - 1n, -1n];
    const row = (total: bigint, at: number) => ({
      row_id: `total ${at}`,
      submitter: 'v-mdv-01',
      stream: 'documents',
      period: `2026-10-0${at + 1}`,
      sent_on: '2026-10-20',
      rows: 1,
      total,
    });
    const good = Array.from({ length: 7 }, (_, at) => ({
      ...row(1n, 0),
      row_id: `good ${at}`,
      period: `2026-10-1${at}`,
    }));
    world.feed.emit('submissions', '2026-10-20', [...totals.map(row), ...good], '2026-10');
    await world.load();
    const [largest] = await world.rows<{ total: string }>(
      `SELECT total::text FROM ingest.submission WHERE period = '2026-10-01'`,
    );
    expect(largest).toEqual({ total: '9007199254740991' });
    expect(await world.held()).toMatchObject(
      totals.slice(1).map(() => ({ reason: 'out_of_range', field: 'total' })),
    );
  });

  it.each([
    ['floating numbers', 'float8', [1.5, 1e308, Number.NaN]],
    ['text in other digits', 'text', ['١٢', '1e3', '']],
    ['64 bits', 'int8', [2n ** 53n + 1n, 1n, -1n]],
  ] as const)('B3 19: that come as %s are refused with their page', async (_, type, values) => {
    const world = await edgeWorld();
    world.feed.emit(
      'documents',
      '2026-10-05',
      values.map((accepted) => documents(1, { accepted })),
    );
    world.feed.reshape('documents', (columns) =>
      columns.map((column) => (column.name === 'accepted' ? { ...column, type } : column)),
    );
    await expect(world.load()).rejects.toThrow(/column accepted is of Arrow type/);
    expect(await world.ledger()).toMatchObject([{ status: 'refused', applied: 0 }]);
    expect(await world.total('2026-10')).toBe(0);
  });
});
