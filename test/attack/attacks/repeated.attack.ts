import type { Outcome } from '../outcome.js';
import { release, type Release } from '../release.js';

/** P02: asks again, of a replica that reads rows in another order, after a restart. */
export function repeatedQuery(releases: readonly Release[]): Outcome {
  let cells = 0;
  let differing = 0;
  for (const one of releases) {
    const { world, guards } = one;
    const other = release({ ...world, actors: world.actors.toReversed() }, guards);
    cells += one.parts.size + one.measures.size;
    for (const [id, cell] of one.parts) {
      const again = other.parts.get(id);
      if (again?.reason !== cell.reason || again.value !== cell.value) differing++;
    }
    for (const [id, { reason, value, numerator, denominator }] of one.measures) {
      const again = other.measures.get(id);
      const same = [again?.reason, again?.value, again?.numerator, again?.denominator];
      if (same.join() !== [reason, value, numerator, denominator].join()) differing++;
    }
  }
  return {
    passed: cells > 0 && differing === 0,
    measured: `${differing} of ${cells} cells differ the second time`,
  };
}
