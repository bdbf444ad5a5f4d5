import { afterEach, describe, expect, it, vi } from 'vitest';
import { migratedWarehouse } from '../support/warehouse.js';
import { expectSameBooks, loadSmall, nights, smallWorld } from './small-world.js';

const zone = process.env['TZ'];
const setZone = (name: string | undefined): void => {
  if (name === undefined) delete process.env['TZ'];
  else process.env['TZ'] = name;
};

describe('a clock', () => {
  afterEach(() => {
    vi.useRealTimers();
    setZone(zone);
  });

  it('B3 27: that jumps, is years off, or runs in another zone on each replica changes no table', async () => {
    const [straight, jumping] = [await migratedWarehouse(), await migratedWarehouse()];
    const feeds = [await smallWorld(), await smallWorld()] as const;
    const hour = 3_600_000;
    const clocks = [
      [-hour, 'Pacific/Noumea'],
      [hour, 'America/Cayenne'],
      [-400 * 24 * hour, 'Europe/Paris'],
      [4_000 * 24 * hour, 'Pacific/Kiritimati'],
      [0, 'UTC'],
    ] as const;
    for (const [turn, [off, name]] of clocks.entries()) {
      for (const feed of feeds) if (turn > 0) feed.advanceTo(nights[turn - 1] ?? '');
      await loadSmall(straight.etlUrl, feeds[0]);
      // Dates alone are moved: what is waited for takes as long as it takes.
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + off });
      setZone(name);
      await loadSmall(jumping.etlUrl, feeds[1]);
      vi.useRealTimers();
      setZone(zone);
    }
    await expectSameBooks(jumping.owner, straight.owner);
  });

  it('B3 27: that stands still measures no duration, and none is negative', async () => {
    const warehouse = await migratedWarehouse();
    const feed = await smallWorld(undefined, '2026-08');
    const seconds: number[] = [];
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    await loadSmall(warehouse.etlUrl, feed, {
      observer: { timed: (_, taken) => seconds.push(taken) },
    });
    expect(seconds.length).toBeGreaterThan(20);
    expect(Math.min(...seconds)).toBeGreaterThan(0);
  });
});
