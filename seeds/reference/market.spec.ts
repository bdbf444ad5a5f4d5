import { describe, expect, it } from 'vitest';
import { generations, releases, sectors, vendors } from './reference.js';

describe('fictional market', () => {
  it('shares each sector out among its vendors', () => {
    for (const sector of sectors) {
      const shares = vendors.filter((vendor) => vendor.sector === sector.id);
      expect(shares.reduce((sum, vendor) => sum + vendor.market_share, 0)).toBeCloseTo(1, 6);
    }
  });

  it('has one release per vendor and generation, in the order of the generations', () => {
    const rank = new Map(generations.map((generation) => [generation.id, generation.rank]));
    for (const vendor of vendors) {
      const own = releases.filter((release) => release.vendor === vendor.id);
      const byRank = [...own].sort((a, b) => rank.get(a.generation)! - rank.get(b.generation)!);
      const dates = byRank.map((release) => release.released_on);
      expect(new Set(own.map((release) => release.generation)).size).toBe(own.length);
      expect(dates).toEqual([...dates].sort());
      expect(own.map((release) => release.generation)).toEqual(
        expect.arrayContaining(['pre', 'segur_v1']),
      );
    }
  });

  it('keeps Sentinelle to general practice, where the programme ran', () => {
    const sector = new Map(vendors.map((vendor) => [vendor.id, vendor.sector]));
    for (const release of releases.filter(({ generation }) => generation === 'sentinelle')) {
      expect(sector.get(release.vendor)).toBe('mdv');
    }
  });
});
