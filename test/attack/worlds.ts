import { cellKeyOf } from '@vigie/etl';
import { guardsOf, type Guards } from './guards.js';
import { release, type Release } from './release.js';
import { microdata, type Microdata } from './world.js';

/** The key that attacks are run under; what they may learn must not depend on it. */
export const attackKey = cellKeyOf(Buffer.alloc(32, 7));
export const realGuards = guardsOf(attackKey);

/** Sizes between a sparse rollout and a dense one; one of them a sample that is expanded. */
const shapes = [
  { units: 15_000, factor: 1 },
  { units: 40_000, factor: 1 },
  { units: 10_000, factor: 5 },
] as const;

export const shapeNames = ['sparse', 'dense', 'sample'] as const;

const worlds = new Map<string, Microdata>();

/** The release of a synthetic month, whose microdata are drawn once. */
export function worldOf(
  seed: number,
  shape: (typeof shapeNames)[number],
  guards: Guards = realGuards,
): Release {
  const name = `${seed} ${shape}`;
  const options = shapes[shapeNames.indexOf(shape)] ?? shapes[0];
  const world = worlds.get(name) ?? microdata({ seed, ...options });
  worlds.set(name, world);
  return release(world, guards);
}
