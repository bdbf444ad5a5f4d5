import { seeded } from '../../support/random.js';
import type { VendorCell } from '../exact.js';
import { example, type Outcome } from '../outcome.js';
import { isHidden, marketCell, release, type Release } from '../release.js';
import type { Microdata } from '../world.js';
import { endOf } from './linear-programme.js';
import { ownOf, programmeOf } from './market-programme.js';

/** How steady the observer takes those who were there before: within this share, month to month. */
const steady = 0.05;

/**
 * P15: one vendor enters some regions. What the cell can be at most now, less the least that it was
 * and what the observer sold in both months, bounds the entrant; both bounds by linear programme.
 */
export async function vendorEntry(releases: readonly Release[]): Promise<Outcome> {
  let tries = 0;
  const told: string[] = [];
  for (const [at, { world, guards }] of releases.entries()) {
    const sector = at % 2 === 0 ? 'biologie' : 'mdv';
    const entrant = middleVendor(world, sector);
    const before = release(monthBefore(world, entrant), guards);
    const now = release(world, guards, before);
    for (const [part, market] of now.markets) {
      for (const cell of market.values()) {
        const then = before.markets.get(part)?.get(`${cell.territory}|${cell.sector}`);
        if (cell.sector !== sector || !then || !cell.vendors.has(entrant)) continue;
        if (then.vendors.has(entrant) || then.total === 0) continue;
        for (const insider of [undefined, ...largestVendors(cell, entrant)]) {
          tries++;
          const found = await isTold({ now, before, part, cell, then, insider, entrant });
          if (found) told.push(`${insider ?? 'anyone'} in ${cell.territory} ${sector} of ${part}`);
        }
      }
    }
  }
  return {
    passed: tries > 0 && told.length === 0,
    measured: `${told.length} of ${tries} pairs of observer and cell${example(told)}`,
  };
}

interface Entry {
  readonly now: Release;
  readonly before: Release;
  readonly part: string;
  readonly cell: VendorCell;
  readonly then: VendorCell;
  readonly insider: string | undefined;
  readonly entrant: string;
}

async function isTold({
  now,
  before,
  part,
  cell,
  then,
  insider,
  entrant,
}: Entry): Promise<boolean> {
  const sold = (of: VendorCell): number =>
    insider === undefined ? 0 : (of.vendors.get(insider) ?? 0);
  const entered = cell.vendors.get(entrant) ?? 0;
  const [most, least] = await Promise.all([
    boundOf(now, part, cell, insider, 'high'),
    boundOf(before, part, then, insider, 'low'),
  ]);
  const stayed = (1 - steady) * Math.max(0, least - sold(then));
  const bound = most - sold(cell) - stayed;
  // A bound below the truth is a wrong guess, which tells nothing.
  return bound >= entered && bound <= 1.15 * entered;
}

function boundOf(
  release: Release,
  part: string,
  cell: VendorCell,
  insider: string | undefined,
  end: 'low' | 'high',
): Promise<number> | number {
  const target = marketCell(part, cell.territory, cell.sector);
  if (!isHidden(release, target)) return cell.total;
  const market = release.markets.get(part) ?? new Map<string, VendorCell>();
  const known = ownOf(part, market, insider === undefined ? [] : [insider]);
  return endOf(programmeOf({ release, part, target, known, sees: 'public' }), end);
}

const largestVendors = ({ vendors }: VendorCell, entrant: string): string[] =>
  [...vendors]
    .filter(([vendor]) => vendor !== entrant)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 4)
    .map(([vendor]) => vendor);

function middleVendor({ actors }: Microdata, sector: string): string {
  const own = Map.groupBy(
    actors.filter((actor) => actor.sector === sector),
    ({ vendor }) => vendor,
  );
  return [...own].sort(([, one], [, other]) => other.length - one.length)[2]?.[0] ?? '';
}

/** The month before: the entrant is absent from every other region, the others sold a little else. */
function monthBefore(world: Microdata, entrant: string): Microdata {
  const random = seeded(world.seed + 15);
  const regions = [...new Set(world.actors.map(({ region }) => region))].sort();
  const entered = new Set(regions.filter((_, at) => at % 2 === 0));
  const actors = world.actors
    .filter(({ vendor, region }) => vendor !== entrant || !entered.has(region))
    .map((actor) => {
      const change = 0.97 + 0.06 * random();
      const produced = Math.max(1, Math.round(actor.produced * change));
      return {
        ...actor,
        produced,
        accepted: Math.min(produced, Math.round(actor.accepted * change)),
      };
    });
  return { ...world, actors };
}
