import { cuboids, measures, type Cuboid, type Measure, type Part } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { nothing, type ExactCell, type ProtectedCell } from '../protect/index.js';
import { ExactCells } from '../cells/exact-cells.query.js';
import { frame, type CellPlace } from '../cells/frame.js';
import { partsOf } from '../cells/made-of.js';
import { isMarket, protectMarket } from './market.js';

const found = <T extends { id: string }>(list: readonly T[], id: string): T => {
  const one = list.find((own) => own.id === id);
  if (!one) throw new Error(`there is no ${id}`);
  return one;
};
const market: Measure = found(measures, 'market.documents');
const cellsOf = (cuboid: Cuboid) => partsOf(market).flatMap((part) => frame(cuboid, part));
const ok: ProtectedCell = { value: 900, numerator: null, denominator: null, reason: 'ok' };

/** Exact cells that hold so many customers and documents of each vendor, in one sector. */
class Sold extends ExactCells {
  constructor(private readonly sold: Readonly<Record<string, readonly [n: number, sum: number]>>) {
    super(new Map());
  }

  override byVendor(_: Part, cuboid: string, key: CellPlace): Map<string, ExactCell> {
    if (!cuboid.includes('vendor') || key.sector !== 'hopital') return new Map();
    return new Map(
      Object.entries(this.sold).map(([vendor, [n, sum]]) => [vendor, { ...nothing, n, sum }]),
    );
  }
}

const told = (cuboid: Cuboid, sector: string, sold: ConstructorParameters<typeof Sold>[0]) => {
  const key = cellsOf(cuboid).find((own) => own.sector === sector);
  if (!key) throw new Error('the cuboid has no such cell');
  return protectMarket(ok, market, cuboid, key, new Sold(sold));
};
const four = { 'v-hop-01': [5, 400], 'v-hop-02': [4, 300], 'v-hop-03': [3, 200] } as const;

describe('protectMarket', () => {
  const bySector = found(cuboids, 'month.nation.sector');

  it('lets through what four active vendors made', () => {
    expect(told(bySector, 'hopital', { ...four, 'v-hop-04': [3, 100] })).toEqual(ok);
    expect(told(bySector, 'hopital', { ...four, 'v-hop-04': [2, 100] })).toEqual({
      ...{ value: null, numerator: null, denominator: null },
      reason: 'vendor_rule',
    });
  });

  it('takes the vendors of all sectors where a cell crosses none', () => {
    const total = found(cuboids, 'month.region');
    expect(told(total, '', { ...four, 'v-hop-04': [3, 100] }).reason).toBe('ok');
    expect(told(total, '', four).reason).toBe('vendor_rule');
  });

  it('keeps the reason of what is withheld anyway', () => {
    const withheld: ProtectedCell = { ...ok, value: null, reason: 'complement' };
    const [key] = cellsOf(bySector);
    expect(key && protectMarket(withheld, market, bySector, key, new Sold({}))).toEqual(withheld);
  });

  it('is about measures of the market alone', () => {
    expect(measures.filter(isMarket).map(({ id }) => id)).toEqual([
      'market.feeding_rate',
      'market.documents',
    ]);
  });
});
