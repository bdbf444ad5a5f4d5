import { measures, type Part } from '@vigie/seeds/catalogue';
import { releases, vendors } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { cellKeyOf, type ExactCell, type Portions } from '../protect/index.js';
import { ownRows, type OwnPlace, type OwnSource } from './own-rows.js';

const rate = measures.find(({ id }) => id === 'feeding.rate');
if (!rate) throw new Error('there is no feeding rate');

/** Vendors of general practice have rates of 30, 31, 32 … percent, from so many professionals each. */
const practices = vendors.filter(({ sector }) => sector === 'mdv').map(({ id }) => id);
const exact = (n: number, sum: number, at: number): ExactCell => ({
  ...{ n, sum, x1: Math.ceil(sum / n), x2: Math.ceil(sum / n), keySum: BigInt(1 + at) },
  ...{ expanded: sum, lateX1: 0 },
});
function portions(n: number) {
  return ({ id }: Part, _: string, { vendor }: OwnPlace): Portions | undefined => {
    const at = practices.indexOf(vendor);
    if (at < 0) return undefined;
    return {
      person: exact(n, id === 'documents.accepted' ? 300_000 + 10_000 * at : 1_000_000, at),
    };
  };
}
const source = (n: number, publication = 3): OwnSource => ({
  ...{ month: '2026-06', publication, cellKey: cellKeyOf(Buffer.alloc(32, 7)) },
  portions: portions(n),
  completeness: () => 'complete',
});
const nation = (rows: ReturnType<typeof ownRows>) =>
  rows.filter(({ cuboid }) => cuboid === 'month.nation.sector.vendor');

describe('ownRows', () => {
  it('has a row for each vendor of a sector in which there is anything, protected', () => {
    const rows = nation(ownRows(rate, source(500)));
    expect(rows.map(({ vendor }) => vendor)).toEqual(practices);
    expect(rows[0]).toMatchObject({ reason: 'ok', sector: 'mdv', territory: 'FR', release: '' });
    expect(rows[0]?.value).toBeCloseTo(30, 0);
    expect(nation(ownRows(rate, source(10))).every(({ reason }) => reason === 'lt11')).toBe(true);
  });

  it('places active vendors among each other, once volumes are final', () => {
    const rows = nation(ownRows(rate, source(500)));
    expect(rows.map(({ bin }) => bin)).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3]);
    expect(new Set(rows.map(({ bins }) => bins))).toEqual(new Set([3]));
    expect(nation(ownRows(rate, source(500, 2))).every(({ bin }) => bin === undefined)).toBe(true);
    expect(nation(ownRows(rate, source(10))).every(({ bin }) => bin === undefined)).toBe(true);
  });

  it('tells releases that were out, of their vendor alone', () => {
    const rows = ownRows(rate, source(500)).filter(({ release }) => release !== '');
    const out = releases.filter(({ vendor }) => practices.includes(vendor));
    expect(rows.map(({ release }) => release).sort()).toEqual(
      out
        .filter(({ released_on: day }) => day < '2026-07')
        .map(({ id }) => id)
        .sort(),
    );
    for (const { vendor, release } of rows) {
      expect(releases.find(({ id }) => id === release)?.vendor).toBe(vendor);
    }
  });

  it('does not depend on what other vendors did, but for the place', () => {
    const alone: OwnSource = {
      ...source(500),
      portions: (part, cuboid, place) =>
        place.vendor === practices[3] ? portions(500)(part, cuboid, place) : {},
    };
    const own = (rows: ReturnType<typeof ownRows>) =>
      nation(rows)
        .filter(({ vendor }) => vendor === practices[3])
        .map((row) => ({ ...row, bin: undefined, bins: undefined }));
    expect(own(ownRows(rate, alone))).toEqual(own(ownRows(rate, source(500))));
  });
});
