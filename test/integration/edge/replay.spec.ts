import { describe, expect, it } from 'vitest';
import { imbalances } from '../../support/balance.js';
import { documents, edgeWorld, type EdgeWorld } from '../../support/edge-world.js';
import type { PartialRow } from '../../support/scripted-feed.js';

const newVendor = { vendor: 'v-mdv-new', release: 'r-mdv-new-v1' };

/** The register as it is once the vendor has been entered. */
function enterVendor({ feed }: EdgeWorld): void {
  const { vendors, releases } = feed.registers;
  if (vendors.some(({ id }) => id === newVendor.vendor)) return;
  vendors.push({ ...vendors.find(({ id }) => id === 'v-mdv-01')!, id: newVendor.vendor });
  const release = releases.find(({ id }) => id === 'r-mdv-01-v1')!;
  releases.push({ ...release, id: newVendor.release, vendor: newVendor.vendor });
}

const good = (count: number, label = 'good'): PartialRow[] =>
  Array.from({ length: count }, (_, at) => documents(1, { actor: `${label} ${at}` }));

/**
 * Everything that a good load would have left, as text to compare; ids and instants apart, and what
 * is blurred since it came after a publication.
 */
async function cellsOf(world: EdgeWorld): Promise<string[]> {
  const rows = await world.rows<{ row: string }>(
    `SELECT (to_jsonb(t) - 'late_x1')::text AS row FROM mart.cell t`,
  );
  const tally = await world.rows<{ row: string }>('SELECT t::text AS row FROM ingest.tally t');
  return [...rows, ...tally].map(({ row }) => row).sort();
}

/** The same rows in a world that knew the vendor from the beginning. */
async function undisturbed(script: (world: EdgeWorld) => void, historyFrom: string) {
  const world = await edgeWorld({ historyFrom });
  enterVendor(world);
  script(world);
  await world.load();
  return world;
}

describe('rows of a journal that were put aside', () => {
  const script = ({ feed }: EdgeWorld): void => {
    feed.emit('documents', '2026-10-05', [
      ...good(20),
      documents(5, { row_id: 'a', actor: 'a', ...newVendor }),
      documents(6, { row_id: 'b', actor: 'b', ...newVendor }),
    ]);
    feed.emit('documents', '2026-10-06', [
      ...good(20),
      // Sent again, and corrected: what is held of one row is not one row.
      documents(5, { row_id: 'a', actor: 'a', period: '2026-10-05', ...newVendor }),
      documents(60, { row_id: 'b', actor: 'b', period: '2026-10-05', revision: 2, ...newVendor }),
      documents(7, { row_id: 'c', actor: 'c', ...newVendor, department: 'DEP-99' }),
      documents(8, { row_id: 'd', actor: 'd', profession: '999' }),
    ]);
    feed.emit('documents', '2026-11-03', [
      ...good(20, 'november'),
      documents(9, { row_id: 'e', actor: 'e', ...newVendor }),
    ]);
  };

  it('B3 17: are counted once the register knows them, as if they had been good when they came', async () => {
    const world = await edgeWorld({ historyFrom: '2026-10' });
    script(world);
    await world.load();
    expect(await world.total('2026-10')).toBe(40);
    const before = await cellsOf(world);

    const listed = await world.command('quarantine');
    expect(listed.out).toMatch(/documents +2026-10 +unknown_value +vendor +4 /);
    expect(listed.out).toMatch(/documents +2026-11 +unknown_value +vendor +1 /);
    const nothing = await world.command('quarantine', 'replay');
    expect(nothing.out).toMatch(/documents +2026-10 +0 +0 +6 +0 +merged/);

    enterVendor(world);
    const preview = await world.command('quarantine', 'replay', '--stream', 'documents');
    expect(preview).toMatchObject({ code: 0, err: '' });
    expect(preview.out).toMatch(/documents +2026-10 +3 +1 +2 +0 +merged/);
    expect(preview.out).toMatch(/documents 2026-10: 1 still bad: unknown_value \(department\)/);
    expect(preview.out).toMatch(/documents\.accepted +2026-10 +40 +105 +65/);
    expect(preview.out).toContain('Nothing was changed');
    expect(await cellsOf(world)).toEqual(before);
    expect((await world.held()).every(({ state }) => state === 'held')).toBe(true);

    const applied = await world.command('quarantine', 'replay', '--month', '2026-10', '--apply');
    expect(applied).toMatchObject({ code: 0, err: '' });
    expect(await world.total('2026-10')).toBe(105);
    const rest = await world.command('quarantine', 'replay', '--apply');
    expect(rest.out).toMatch(/documents +2026-11 +1 +0 +0 +0 +merged/);
    expect((await world.held()).map(({ state, field }) => `${state} ${field}`)).toEqual([
      'replayed vendor',
      'replayed vendor',
      'replayed vendor',
      'replayed vendor',
      'held department',
      'held profession',
      'replayed vendor',
    ]);
    expect(await world.ledger()).toMatchObject([
      { received: 22, applied: 22, duplicate: 0, quarantined: 0 },
      { received: 24, applied: 21, duplicate: 1, quarantined: 2 },
      { received: 21, applied: 21, duplicate: 0, quarantined: 0 },
    ]);
    expect(await imbalances(world.warehouse.owner)).toEqual([]);
    expect(await cellsOf(world)).toEqual(await cellsOf(await undisturbed(script, '2026-10')));
    // October had closed and was final: what was published of it is flagged.
    const errata = await world.rows(
      `SELECT period FROM mart.erratum WHERE part = 'documents.accepted' AND cuboid = 'month.nation'`,
    );
    expect(errata).toEqual([{ period: '2026-10' }]);
  });

  it('B3 21: of a page kept whole are judged anew one by one', async () => {
    const whole = ({ feed }: EdgeWorld): void => {
      feed.emit('documents', '2026-10-05', good(10));
      feed.emit('documents', '2026-10-06', [
        ...good(10),
        ...Array.from({ length: 9 }, (_, at) => documents(2, { actor: `new ${at}`, ...newVendor })),
        documents(4, { actor: 'bad', department: 'DEP-99' }),
      ]);
    };
    const world = await edgeWorld({ historyFrom: '2026-10' });
    whole(world);
    await world.load();
    expect(await world.total('2026-10')).toBe(10);
    expect((await world.command('quarantine')).out).toMatch(
      /documents +2026-10 +bad_rows +page +20 /,
    );
    enterVendor(world);
    const applied = await world.command('quarantine', 'replay', '--reason', 'bad_rows', '--apply');
    expect(applied.out).toMatch(/documents +2026-10 +19 +0 +1 +0 +merged/);
    expect(await world.ledger()).toMatchObject([
      { status: 'applied', received: 10, applied: 10 },
      { status: 'applied', reason: null, received: 20, applied: 19, quarantined: 1 },
    ]);
    expect(
      await world.rows('SELECT state, length(body) AS size FROM ingest.quarantined_page'),
    ).toEqual([{ state: 'replayed', size: 0 }]);
    expect(await world.held()).toMatchObject([{ state: 'held', field: 'department' }]);
    expect(await cellsOf(world)).toEqual(await cellsOf(await undisturbed(whole, '2026-10')));
  });

  it('stay held where they contradict what stands, and the operator is told what to give', async () => {
    const world = await edgeWorld({ historyFrom: '2026-10' });
    world.feed.emit('documents', '2026-10-05', [...good(9), documents(5, { row_id: 'a' })]);
    world.feed.emit('documents', '2026-10-06', [
      ...good(9),
      documents(6, { row_id: 'a', period: '2026-10-05' }),
      documents(1, { row_id: 'b' }),
      documents(2, { row_id: 'b' }),
    ]);
    await world.load();
    const replayed = await world.command('quarantine', 'replay', '--apply');
    expect(replayed.out).toMatch(/documents +2026-10 +0 +0 +2 +0 +merged/);
    expect(await world.held()).toMatchObject([
      { state: 'held', reason: 'revision_conflict' },
      { state: 'held', reason: 'revision_conflict' },
    ]);
    const refusals: [string[], RegExp][] = [
      [['--stream', 'document'], /There is no stream document\. Streams are: .*documents/],
      [['--month', '2026-13'], /2026-13 is no month: give it as 2026-03/],
      [['--stream', 'roster'], /Nothing of that is held: "quarantine" lists what is/],
    ];
    for (const [args, message] of refusals) {
      const refused = await world.command('quarantine', 'replay', ...args);
      expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(message) as string });
    }
  });

  it('of submissions too: who sent them is entered, and what contradicts a record stays held', async () => {
    const world = await edgeWorld({ historyFrom: '2026-10' });
    const record = (submitter: string, day: string, rows: number): PartialRow => ({
      row_id: `${submitter} ${day} ${rows}`,
      submitter,
      stream: 'documents',
      sector: 'mdv',
      period: day,
      sent_on: '2026-10-20',
      rows,
      total: BigInt(rows),
    });
    const days = ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08'];
    world.feed.emit('submissions', '2026-10-20', [
      ...days.flatMap((day) => [record('v-mdv-01', day, 1), record('v-mdv-02', day, 2)]),
      record('v-mdv-new', '2026-10-05', 3),
    ]);
    world.feed.emit('submissions', '2026-10-21', [
      ...days.map((day) => record('v-mdv-01', day, 1)),
      { ...record('v-mdv-02', '2026-10-05', 9), sent_on: '2026-10-20' },
    ]);
    await world.load();
    expect(await world.held()).toMatchObject([
      { reason: 'unknown_value', field: 'submitter' },
      { reason: 'revision_conflict', field: 'revision' },
    ]);
    world.feed.registers.submitters.push({
      ...world.feed.registers.submitters.find(({ id }) => id === 'v-mdv-01')!,
      id: 'v-mdv-new',
    });
    const replayed = await world.command('quarantine', 'replay', '--apply');
    expect(replayed.out).toMatch(/submissions +2026-10 +1 +0 +1 +0 +merged/);
    expect(await world.held()).toMatchObject([
      { state: 'replayed', field: 'submitter' },
      { state: 'held', field: 'revision' },
    ]);
    const records = await world.rows(
      `SELECT rows, total FROM ingest.submission
       WHERE period = '2026-10-05' AND submitter <> 'v-mdv-01' ORDER BY submitter`,
    );
    expect(records).toEqual([
      { rows: 2, total: 2 },
      { rows: 3, total: 3 },
    ]);
  });

  it('B3 36: have expired once their month is destroyed, and their content with it', async () => {
    const world = await edgeWorld({ historyFrom: '2026-11', feedDay: '2027-01-31' });
    world.feed.emit('documents', '2026-11-05', [...good(9), documents(5, newVendor)]);
    await world.load();
    expect(await world.held()).toMatchObject([{ state: 'held' }]);
    world.feed.advanceTo('2027-02-03');
    await world.load();
    expect(await world.held()).toMatchObject([{ state: 'expired', reason: 'unknown_value' }]);
    expect(await world.rows('SELECT row FROM ingest.quarantine')).toEqual([{ row: {} }]);
    expect(await world.ledger()).toMatchObject([
      { received: 10, applied: 9, rejected: 1, quarantined: 0 },
    ]);
    expect((await world.command('quarantine')).out).toContain('Nothing is held.');
  });
});

describe('rows of an archive that were put aside', () => {
  const script = ({ feed }: EdgeWorld): void => {
    feed.emit('documents', '2026-06-05', [
      ...good(30),
      documents(5, { actor: 'n1', ...newVendor }),
      documents(6, { actor: 'n2', ...newVendor }),
      documents(7, { actor: 'n3', department: 'DEP-99' }),
    ]);
  };

  it.each([
    ['that left no events are read again at the source', 45, 'read again'],
    ['that left its events are merged into them', Infinity, 'merged'],
  ])('%s', async (_, retentionDays, how) => {
    const world = await edgeWorld({ historyFrom: '2026-06' });
    script(world);
    await world.load({ retentionDays });
    // A night later, what was put aside of a month past retention has lost its content.
    world.feed.advanceTo('2026-11-22');
    await world.load({ retentionDays });
    expect(await world.total('2026-06')).toBe(30);
    expect(await world.held()).toMatchObject([
      { state: 'held' },
      { state: 'held' },
      { state: 'held' },
    ]);
    enterVendor(world);
    const preview = await world.command('quarantine', 'replay');
    expect(preview.out).toMatch(new RegExp(`documents +2026-06 +2 +0 +1 +0 +${how}`));
    expect(await world.total('2026-06')).toBe(30);
    const applied = await world.command('quarantine', 'replay', '--apply');
    expect(applied).toMatchObject({ code: 0, err: '' });
    expect(await world.total('2026-06')).toBe(41);
    expect((await world.held()).map(({ state }) => state).sort()).toEqual([
      'held',
      'replayed',
      'replayed',
    ]);
    expect(await world.ledger()).toMatchObject([{ received: 33, applied: 32, quarantined: 1 }]);
    const other = await undisturbed(script, '2026-06');
    other.feed.advanceTo('2026-11-22');
    await other.load();
    expect(await cellsOf(world)).toEqual(await cellsOf(other));
  });
});
