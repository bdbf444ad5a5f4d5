import { measures, parts } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { edgeWorld, marketVendors, professional } from '../support/edge-world.js';

const month = '2026-10';
const streamOf = new Map(parts.map(({ id, stream }) => [id, stream]));
const ofVisits = measures
  .filter(
    ({ numerator, denominator, cuboids }) =>
      [numerator, denominator ?? numerator].every((id) => streamOf.get(id) === 'visits') &&
      cuboids.includes('month.nation'),
  )
  .map(({ id }) => id);

describe('a first history that was interrupted', () => {
  it('publishes no month as not received whose submissions it has not read yet', async () => {
    const world = await edgeWorld({
      historyFrom: '2026-08',
      loaded: ['documents', 'visits'],
      submitting: marketVendors,
    });
    const { feed } = world;
    feed.emit(
      'visits',
      '2026-11-01',
      Array.from({ length: 20 }, (_, n) => ({ ...professional(n), visits: 300, fed: 90 })),
    );
    feed.submit('visits', month, '2026-11-02');
    let broken = true;
    feed.tamper = ({ stream, month: asked, rows }) =>
      broken &&
      stream === 'submissions' &&
      asked === month &&
      rows.some((row) => row['stream'] === 'visits')
        ? 'reset'
        : undefined;
    await expect(world.load()).rejects.toThrow(/does not answer/);
    // The events are there, what their senders say of them is not.
    expect(
      await world.rows(`SELECT 1 FROM mart.aggregated WHERE stream = 'visits' AND period = $1`, [
        month,
      ]),
    ).toHaveLength(1);
    broken = false;
    await world.load();
    const published = await world.rows<{ measure: string; reason: string }>(
      `SELECT measure, reason FROM published.cell
       WHERE cuboid = 'month.nation' AND period = $1 AND measure = ANY($2) AND valid_to IS NULL`,
      [month, ofVisits],
    );
    expect(published.map(({ measure }) => measure).sort()).toEqual([...ofVisits].sort());
    expect(published.filter(({ reason }) => reason === 'not_received')).toEqual([]);
    expect(published.some(({ reason }) => reason === 'ok')).toBe(true);
  });
});
