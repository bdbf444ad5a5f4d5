import { vendors } from '@vigie/seeds/reference';
import type { Outcome } from '../outcome.js';
import { release, type Release } from '../release.js';

/** P16: exchanges the names of two competitors of each sector; nothing that anyone sees may change. */
export function labelSwap(releases: readonly Release[]): Outcome {
  let cells = 0;
  let differing = 0;
  const names = swappedNames();
  for (const { world, guards, parts, measures } of releases) {
    const actors = world.actors.map((actor) => ({
      ...actor,
      vendor: names.get(actor.vendor) ?? actor.vendor,
    }));
    const other = release({ ...world, actors: actors.toReversed() }, guards);
    for (const [id, { reason, value }] of parts) {
      cells++;
      const after = other.parts.get(id);
      if (after?.reason !== reason || after.value !== value) differing++;
    }
    for (const [id, { reason, value, numerator, denominator }] of measures) {
      const after = other.measures.get(id);
      const same = [after?.reason, after?.value, after?.numerator, after?.denominator];
      if (same.join() !== [reason, value, numerator, denominator].join()) differing++;
    }
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
