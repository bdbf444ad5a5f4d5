import { describe, expect, it } from 'vitest';
import { documents, edgeWorld, marketVendors, professional } from '../support/edge-world.js';
import type { PartialRow } from '../support/scripted-feed.js';

/** Documents of 40 professionals of four vendors, the first of which has so many times as many. */
const market = (period: string, times: number): PartialRow[] =>
  Array.from({ length: 40 }, (_, n) =>
    documents((n % marketVendors.length === 0 ? times : 1) * (100 + n), {
      ...professional(n),
      period,
    }),
  );

/** What a region's days of November show once October and the days are published. */
async function daysAfter(times: number): Promise<Set<string>> {
  const world = await edgeWorld({
    historyFrom: '2026-10',
    feedDay: '2026-11-20',
    submitting: marketVendors,
  });
  const { feed } = world;
  feed.emit('documents', '2026-10-06', market('2026-10-05', times));
  feed.submit('documents', '2026-10-05', '2026-10-06');
  await world.load();
  feed.emit('documents', '2026-11-21', market('2026-11-19', 1));
  feed.submit('documents', '2026-11-19', '2026-11-21');
  feed.advanceTo('2026-11-21');
  await world.load();
  const rows = await world.rows<{ reason: string }>(
    `SELECT reason FROM published.cell
     WHERE valid_to IS NULL AND measure = 'feeding.documents' AND cuboid = 'day.region'
       AND period = '2026-11-19' AND territory IN
         (SELECT territory FROM mart.cell WHERE cuboid = 'day.region' AND period = '2026-11-19')`,
  );
  return new Set(rows.map(({ reason }) => reason));
}

describe('days of a month that is open', () => {
  it('are told where the latest month is', async () => {
    expect(await daysAfter(1)).toEqual(new Set(['ok']));
  });

  it('are withheld where the latest month is, or they would add up to what it hides', async () => {
    expect(await daysAfter(20)).toEqual(new Set(['complement']));
  });
});
