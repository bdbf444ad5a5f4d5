import type { VendorCell } from '../exact.js';
import { example, type Outcome } from '../outcome.js';
import { isHidden, marketCell, type Release } from '../release.js';
import { endOf } from './linear-programme.js';
import { ownOf, programmeOf, soldBy } from './market-programme.js';

const insidersOfCell = 4;
const insidersOfHidden = 8;

/**
 * P14: each large vendor, which knows its own volumes, bounds its largest rival in every cell of the
 * market table, published or withheld, all public cells being exact. Two vendors that tell each other
 * what they sold bound more; how often they do is counted, and no rule prevents it.
 */
export async function vendorInsider(releases: readonly Release[]): Promise<Outcome> {
  let tries = 0;
  const bounded: string[] = [];
  const coalitions = { tried: 0, bounded: 0 };
  for (const release of releases) {
    for (const [part, market] of release.markets) {
      const cells = [...market.values()].filter(
        ({ territory, sector, total }) =>
          total > 0 && sector !== '' && !territory.startsWith('DEP'),
      );
      const isWithheld = ({ territory, sector }: VendorCell): boolean =>
        isHidden(release, marketCell(part, territory, sector));
      const large = largestVendors(cells.filter(isWithheld), insidersOfHidden);
      for (const cell of cells) {
        const largest = largestVendors([cell], insidersOfCell);
        const insiders = isWithheld(cell) ? new Set([...largest, ...large]) : cell.vendors.keys();
        for (const insider of insiders) {
          tries++;
          if (await isBounded(release, part, cell, [insider])) {
            bounded.push(`${insider} in ${cell.territory} ${cell.sector} of ${part}`);
          }
        }
        for (const pair of pairsOf(largest)) {
          coalitions.tried++;
          if (await isBounded(release, part, cell, pair)) coalitions.bounded++;
        }
      }
    }
  }
  return {
    passed: tries > 0 && bounded.length === 0,
    measured:
      `${bounded.length} of ${tries} pairs of vendor and cell${example(bounded)}; two vendors that tell ` +
      `each other what they sold, which no rule prevents, bound a third in ${coalitions.bounded} of ` +
      `${coalitions.tried} trials`,
  };
}

async function isBounded(
  release: Release,
  part: string,
  cell: VendorCell,
  insiders: readonly string[],
): Promise<boolean> {
  const others = [...cell.vendors].filter(([vendor]) => !insiders.includes(vendor));
  const rival = Math.max(0, ...others.map(([, volume]) => volume));
  if (rival === 0) return false;
  // What the bound leaves for others must exceed the rival by more than 15 %.
  const limit = 1.15 * rival + soldBy(cell, insiders);
  if (cell.total > limit) return false;
  const target = marketCell(part, cell.territory, cell.sector);
  if (!isHidden(release, target)) return true;
  const market = release.markets.get(part) ?? new Map<string, VendorCell>();
  const known = ownOf(part, market, insiders);
  const high = await endOf(programmeOf({ release, part, target, known, sees: 'public' }), 'high');
  return high <= limit + 1e-6;
}

const pairsOf = <T>(some: readonly T[]): (readonly [T, T])[] =>
  some.flatMap((one, at) => some.slice(at + 1).map((other) => [one, other] as const));

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
