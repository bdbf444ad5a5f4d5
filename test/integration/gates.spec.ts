import { CellKey } from '@vigie/etl';
import { describe, expect, it } from 'vitest';
import { documents, edgeWorld, marketVendors, professional } from '../support/edge-world.js';
import { seeded } from '../support/random.js';

/** A key that forgets what it drew: the same contributors show another value wherever they stand. */
class Forgetful extends CellKey {
  private readonly random = seeded(7);
  override uniform(): number {
    return this.random();
  }
}

const standing = `SELECT name, stream, period, detail FROM ops.quality
  WHERE outcome = 'fail' ORDER BY name, stream, period`;

describe('an edition that would not withstand an attack', () => {
  it('is not published: the former stays, why is recorded, and it is tried again', async () => {
    const world = await edgeWorld({
      historyFrom: '2026-10',
      feedDay: '2026-11-20',
      submitting: marketVendors,
    });
    const { feed } = world;
    const emit = (period: string, day: string): void => {
      feed.emit(
        'documents',
        day,
        Array.from({ length: 40 }, (_, n) => documents(100 + n, { ...professional(n), period })),
      );
      feed.submit('documents', period, day);
    };
    emit('2026-10-05', '2026-10-06');
    await world.load();
    const editions = 'SELECT max(id) AS last, count(*)::int AS editions FROM published.vintage';
    const before = await world.rows<{ editions: number }>(editions);
    const shown = `SELECT count(*)::int AS cells FROM published.cell
      WHERE reason = 'ok' AND valid_to IS NULL AND period LIKE '2026-11%'`;
    expect(await world.rows(shown)).toEqual([{ cells: 0 }]);

    emit('2026-11-19', '2026-11-21');
    feed.advanceTo('2026-11-21');
    await world.load({ cellKey: new Forgetful(Buffer.alloc(32, 0x1d)) });
    // The day's nation, region and department have the same contributors, and not the same value.
    const failures = await world.rows<{ name: string; period: string; detail: string }>(standing);
    expect(failures).toContainEqual(
      expect.objectContaining({ name: 'P07', stream: 'documents', period: '2026-11-19' }),
    );
    for (const { detail } of failures) expect(detail).not.toMatch(/\d{4,}/);
    expect(await world.rows(shown)).toEqual([{ cells: 0 }]);
    // Whatever else was due did not have to wait.
    const meanwhile = await world.rows<{ editions: number }>(editions);
    expect(meanwhile[0]?.editions).toBeGreaterThanOrEqual(before[0]?.editions ?? 0);

    feed.advanceTo('2026-11-22');
    await world.load();
    expect(await world.rows(standing)).toEqual([]);
    const after = await world.rows<{ cells: number }>(shown);
    expect(after[0]?.cells).toBeGreaterThan(0);
  });
});
