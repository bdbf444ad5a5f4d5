import type { Cuboid, Measure, Part } from '@vigie/seeds/catalogue';
import { sectors, vendors } from '@vigie/seeds/reference';
import { sectorUnit } from '../cells/units.js';
import { withVendor } from '../mart/cell-plan.js';
import type { ProtectedCell } from '../protect/index.js';
import { passesMarketRule, type ActiveVendor } from '../vendors/index.js';
import type { ExactCells } from '../cells/exact-cells.query.js';
import type { CellPlace } from '../cells/frame.js';
import { partsOf } from '../cells/made-of.js';

/** Whether a measure is told as the market of the vendors that are in a cell. */
export const isMarket = ({ kind, disclosure_units: units }: Measure): boolean =>
  kind !== 'quantile' && units.includes('vendor');

/** A market's cell: what leaves of it anyway, where the rule on markets lets it. */
export function protectMarket(
  cell: ProtectedCell,
  measure: Measure,
  cuboid: Cuboid,
  key: CellPlace,
  exact: ExactCells,
): ProtectedCell {
  const passes = partsOf(measure).every((part) =>
    passesMarketRule(vendorsOf(part, cuboid, key, exact)),
  );
  if (cell.reason !== 'ok' || passes) return cell;
  return { value: null, numerator: null, denominator: null, reason: 'vendor_rule' };
}

const unitOfVendor = new Map(vendors.map(({ id, sector }) => [id, sectorUnit(sector)] as const));

/** What each vendor has in a cell, of all sectors where it crosses none. */
function vendorsOf(part: Part, cuboid: Cuboid, key: CellPlace, exact: ExactCells): ActiveVendor[] {
  const isSector = cuboid.categories.includes('sector');
  const id = withVendor(isSector ? cuboid.id : withSector(cuboid.id));
  const keys = isSector ? [key] : sectors.map((sector) => ({ ...key, sector: sector.id }));
  return keys.flatMap((own) =>
    [...exact.byVendor(part, id, own)].map(([vendor, { n, sum }]) => ({
      ...{ vendor, n, sum },
      unit: unitOfVendor.get(vendor) ?? 'professional',
    })),
  );
}

const withSector = (cuboid: string): string => [...cuboid.split('.'), 'sector'].sort().join('.');
