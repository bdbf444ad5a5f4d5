import { example, type Outcome } from '../outcome.js';
import { compared, release, toldBy, type Release } from '../release.js';
import { releasedAgain } from '../released-again.js';
import { realGuards } from '../worlds.js';

/**
 * P02: asks again, of a replica that reads rows in another order, and of a process that was started
 * since, which has the key and the month and nothing else in common.
 */
export async function repeatedQuery(releases: readonly Release[]): Promise<Outcome> {
  let cells = 0;
  let differing = 0;
  for (const one of releases) {
    const { world, guards } = one;
    const found = compared(one, release({ ...world, actors: world.actors.toReversed() }, guards));
    cells += found.cells;
    differing += found.differing;
  }
  // Another process has the guards of the project; the first month is enough to see whether it agrees.
  const [first] = releases.filter(({ guards }) => guards === realGuards);
  const restarted = first && (await releasedAgain(first.world));
  const otherwise = [...(first ? toldBy(first) : [])]
    .filter(([id, told]) => restarted?.get(id) !== told)
    .map(([id]) => id);
  return {
    passed: cells > 0 && differing === 0 && otherwise.length === 0,
    measured: `${differing} of ${cells} cells differ the second time, ${otherwise.length} of ${restarted?.size ?? 0} after a restart${example(otherwise)}`,
  };
}
