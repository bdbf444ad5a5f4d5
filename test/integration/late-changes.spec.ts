import { describe, expect, it } from 'vitest';
import { documents, edgeWorld, type EdgeWorld } from '../support/edge-world.js';
import type { PartialRow } from '../support/scripted-feed.js';

const month = '2026-11';
const hospital = { sector: 'hopital', vendor: 'v-hop-01', release: 'r-hop-01-v1' };

/** Documents of so many actors, each with as many. */
const ofActors = (actors: number, each: number, more: PartialRow = {}): PartialRow[] =>
  Array.from({ length: actors }, (_, n) =>
    documents(each, { actor: `${String(more['sector'] ?? 'mdv')} ${n}`, ...more }),
  );

/** A world whose month has just been published a first time. */
async function publishedOnce(): Promise<EdgeWorld> {
  const world = await edgeWorld({ historyFrom: month, feedDay: '2026-12-02' });
  emit(world, '2026-11-05', [
    ...ofActors(12, 10, { period: '2026-11-05' }),
    ...ofActors(4, 500, { period: '2026-11-05', ...hospital }),
  ]);
  await world.load();
  return world;
}

function emit({ feed }: EdgeWorld, day: string, rows: readonly PartialRow[]): void {
  feed.emit('documents', day, rows);
  feed.submit('documents', '2026-11-05', day);
}

async function loadUpTo(world: EdgeWorld, day: string): Promise<void> {
  world.feed.advanceTo(day);
  await world.load();
}

/** What is late in the nation's documents, by unit; of a day where one is named. */
async function late(world: EdgeWorld, period = month): Promise<Record<string, number>> {
  const rows = await world.rows<{ unit: string; late: number }>(
    `SELECT unit, late_x1 AS late FROM mart.cell
     WHERE part = 'documents.accepted' AND period = $1 AND cuboid = $2 ORDER BY unit`,
    [period, period.length === 7 ? 'month.nation' : 'day.nation'],
  );
  return Object.fromEntries(rows.map(({ unit, late: x1 }) => [unit, x1]));
}

const second = '2026-12-09';
const close = '2026-12-20';

describe('what changes between two publications', () => {
  it('is nothing where no row came, and before anything is published', async () => {
    const world = await publishedOnce();
    expect(await late(world)).toEqual({ professional: 0, structure: 0 });
    await loadUpTo(world, second);
    expect(await late(world)).toEqual({ professional: 0, structure: 0 });
  });

  it('is known by its largest contributor where few contribute to it, by unit', async () => {
    const world = await publishedOnce();
    emit(world, '2026-12-05', [
      documents(70, { actor: 'late', period: '2026-11-06' }),
      documents(4, { actor: 'late', period: '2026-11-07' }),
      documents(20, { actor: 'mdv 1', period: '2026-11-07' }),
      ...ofActors(3, 90, { period: '2026-11-08', ...hospital }),
    ]);
    await loadUpTo(world, second);
    expect(await late(world)).toEqual({ professional: 74, structure: 0 });
    const others = await world.rows(
      `SELECT DISTINCT cuboid FROM mart.cell
       WHERE period = $1 AND part = 'documents.accepted' AND late_x1 <> 0 AND unit = 'professional'`,
      [month],
    );
    expect(others).toContainEqual({ cuboid: 'month.region' });
    expect(others).toContainEqual({ cuboid: 'month.nation.sector.vendor' });
    // How many fed is blurred by other means.
    expect(
      await world.rows(`SELECT 1 FROM mart.cell WHERE part = 'documents.feeders' AND late_x1 <> 0`),
    ).toEqual([]);
  });

  it('stays what it was where nothing changed after the latest publication', async () => {
    const world = await publishedOnce();
    emit(world, '2026-12-05', [documents(70, { actor: 'late', period: '2026-11-06' })]);
    await loadUpTo(world, second);
    await loadUpTo(world, close);
    expect(await late(world)).toEqual({ professional: 70, structure: 0 });
    expect(await late(world, '2026-11-06')).toEqual({ professional: 70 });
    expect(await late(world, '2026-11-05')).toEqual({ professional: 0, structure: 0 });
  });

  it('is looked at since each publication, and is no secret where enough contribute to it', async () => {
    const world = await publishedOnce();
    emit(world, '2026-12-05', [documents(70, { actor: 'late', period: '2026-11-06' })]);
    await loadUpTo(world, second);
    // With the one before, twelve contribute to what changed since the first publication.
    emit(world, '2026-12-15', ofActors(11, 60, { period: '2026-11-07' }));
    await loadUpTo(world, close);
    expect(await late(world)).toEqual({ professional: 0, structure: 0 });
  });

  it('stays known once the events are gone and the cells are made anew from the archive', async () => {
    const world = await publishedOnce();
    emit(world, '2026-12-05', [documents(70, { actor: 'late', period: '2026-11-06' })]);
    await loadUpTo(world, close);
    await loadUpTo(world, '2027-02-04');
    const { out } = await world.command('rebuild', '--stream', 'documents', '--from', month);
    expect(out).toContain('from the archive');
    expect(await late(world)).toEqual({ professional: 70, structure: 0 });
  });

  it('counts a row that was deleted with what it held', async () => {
    const world = await publishedOnce();
    const row = { row_id: 'by mistake', actor: 'mdv 3', period: '2026-11-05' };
    emit(world, '2026-12-01', [documents(33, row)]);
    await world.load();
    emit(world, '2026-12-05', [documents(33, { ...row, revision: 2, op: 'delete' })]);
    await loadUpTo(world, second);
    expect(await late(world)).toEqual({ professional: 33, structure: 0 });
  });
});
