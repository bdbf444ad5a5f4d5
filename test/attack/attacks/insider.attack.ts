import type { VendorCell } from '../exact.js';
import type { Outcome } from '../outcome.js';
import { marketCell, type Release } from '../release.js';
import { boundsOf, ownOf } from './market-programme.js';

const insidersOfCell = 4;
const insidersOfHidden = 8;

/**
 * P14: each large vendor, which knows its own volumes, bounds its largest rival in every cell of the
 * market table, published or withheld, all public cells being exact.
 */
export async function vendorInsider(releases: readonly Release[]): Promise<Outcome> {
  let tries = 0;
  const bounded: string[] = [];
  for (const release of releases) {
    for (const [part, market] of release.markets) {
      const cells = [...market.values()].filter(
        ({ territory, sector, total }) =>
          total > 0 && sector !== '' && !territory.startsWith('DEP'),
      );
      const hidden = cells.filter(({ territory, sector }) => {
        return (release.parts.get(marketCell(part, territory, sector))?.value ?? null) === null;
      });
      const large = largestVendors(hidden, insidersOfHidden);
      for (const cell of cells) {
        const isHidden = hidden.includes(cell);
        const insiders = isHidden
          ? [...new Set([...largestVendors([cell], insidersOfCell), ...large])]
          : [...cell.vendors.keys()];
        for (const insider of insiders) {
          tries++;
          if (await isBounded(release, part, cell, insider, isHidden)) {
            bounded.push(`${insider} in ${cell.territory} ${cell.sector} of ${part}`);
          }
        }
      }
    }
  }
  return {
    passed: tries > 0 && bounded.length === 0,
    measured: `${bounded.length} of ${tries} pairs of vendor and cell${bounded[0] ? ` (${bounded[0]})` : ''}`,
  };
}

async function isBounded(
  release: Release,
  part: string,
  cell: VendorCell,
  insider: string,
  isHidden: boolean,
): Promise<boolean> {
  const rival = Math.max(
    0,
    ...[...cell.vendors].filter(([vendor]) => vendor !== insider).map(([, volume]) => volume),
  );
  if (rival === 0) return false;
  const own = cell.vendors.get(insider) ?? 0;
  // What the bound leaves for others must exceed the rival by more than 15 %.
  const limit = 1.15 * rival + own;
  if (!isHidden) return cell.total <= limit;
  if (cell.total > limit) return false;
  const market = release.markets.get(part) ?? new Map<string, VendorCell>();
  const target = marketCell(part, cell.territory, cell.sector);
  const known = ownOf(part, market, insider);
  const { high } = await boundsOf({ release, part, target, known, sees: 'public' });
  return high <= limit + 1e-6;
}

function largestVendors(cells: readonly VendorCell[], count: number): string[] {
  const sums = new Map<string, number>();
  for (const { vendors } of cells) {
    for (const [vendor, volume] of vendors) sums.set(vendor, (sums.get(vendor) ?? 0) + volume);
  }
  return [...sums]
    .sort(([, one], [, other]) => other - one)
    .slice(0, count)
    .map(([vendor]) => vendor);
}
