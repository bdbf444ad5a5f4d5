import { vendors } from '@vigie/seeds/reference';
import type { Outcome } from '../outcome.js';
import { compared, release, type Release } from '../release.js';

/** P16: exchanges the names of two competitors of each sector; nothing that anyone sees may change. */
export function labelSwap(releases: readonly Release[]): Outcome {
  let cells = 0;
  let differing = 0;
  const names = swappedNames();
  for (const one of releases) {
    const actors = one.world.actors.map((actor) => ({
      ...actor,
      vendor: names.get(actor.vendor) ?? actor.vendor,
    }));
    const swapped = release({ ...one.world, actors: actors.toReversed() }, one.guards);
    const found = compared(one, swapped);
    cells += found.cells;
    differing += found.differing;
  }
  return {
    passed: cells > 0 && differing === 0,
    measured: `${differing} of ${cells} cells differ`,
  };
}

/** The second and third vendor of each sector, and its fourth and last. */
function swappedNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const own of Map.groupBy(vendors, ({ sector }) => sector).values()) {
    const [, second, third, fourth] = own;
    for (const [one, other] of [
      [second, third],
      [fourth, own.at(-1)],
    ] as const) {
      if (!one || !other) continue;
      names.set(one.id, other.id);
      names.set(other.id, one.id);
    }
  }
  return names;
}
