import { vendorLimits, type VendorSum } from './vendor-rule.js';

/**
 * How little the vendors that stay are taken to change from a month to the next, by whoever looks for
 * the one that came: a careful guess, for documents of a region's sector usually change by more.
 */
const steady = 0.05;

interface Sold {
  readonly sum: number;
  readonly vendors: readonly VendorSum[];
}

/**
 * How much larger a cell must seem for the vendor that entered it not to be told within 15 % by the
 * difference to the month before (privacy.md A4, P15): an observer knows its own row in both months,
 * takes the others as steady, and bounds the entrant by what is more. Undefined where no one entered,
 * or where the others changed so much that the guess is wrong.
 *
 * @param insider the vendor that looks; none for everyone else
 */
export function entryNeed(now: Sold, before: Sold, insider?: string): number | undefined {
  const sold = new Map(before.vendors.map(({ vendor, sum }) => [vendor, sum]));
  const entrants = now.vendors.filter(
    ({ vendor, sum }) => vendor !== insider && sum > 0 && (sold.get(vendor) ?? 0) === 0,
  );
  const own = (cell: Sold): number =>
    cell.vendors.find(({ vendor }) => vendor === insider)?.sum ?? 0;
  const entered = Math.max(0, ...entrants.map(({ sum }) => sum));
  const stayed = before.sum - own(before);
  const changed = now.sum - own(now) - entered - stayed;
  if (entered === 0 || stayed <= 0 || changed < -steady * stayed) return undefined;
  const need = vendorLimits.margin * entered - changed - steady * stayed;
  return need >= 0 ? need : undefined;
}

/** Whether a published cell would tell what a vendor that entered it sold, to anyone. */
export const tellsEntrant = (now: Sold, before: Sold): boolean =>
  hasEntrant(now, before) &&
  [undefined, ...now.vendors.map(({ vendor }) => vendor)].some(
    (insider) => entryNeed(now, before, insider) !== undefined,
  );

/** Most months no one enters. */
function hasEntrant(now: Sold, before: Sold): boolean {
  const sold = new Set(before.vendors.flatMap(({ vendor, sum }) => (sum > 0 ? [vendor] : [])));
  return now.vendors.some(({ vendor, sum }) => sum > 0 && !sold.has(vendor));
}
