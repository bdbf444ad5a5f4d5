import { largestOf, totalOf } from '../exact.js';
import { example, type Outcome } from '../outcome.js';
import { isHidden, type Release } from '../release.js';
import { contributorReason } from './contributors.js';
import { rangeOf } from './linear-programme.js';
import { programmeOf } from './market-programme.js';

/** P13: looks for one contributor behind most of a volume, in its cell and between those around it. */
export async function dominance(releases: readonly Release[]): Promise<Outcome> {
  let cells = 0;
  const told: string[] = [];
  const solved: string[] = [];
  for (const release of releases) {
    for (const cell of release.exact.values()) {
      if (cell.part.kind !== 'volume' || totalOf(cell) === 0) continue;
      const reason = contributorReason(cell);
      if (reason === 'ok' || reason === 'lt11') continue;
      cells++;
      if (!isHidden(release, cell.id)) {
        told.push(cell.id);
        continue;
      }
      const question = { release, part: cell.part.id, target: cell.id, sees: 'all' } as const;
      const { low, high } = await rangeOf(programmeOf(question));
      if (high - low <= 0.1 * largestOf(cell)) solved.push(cell.id);
    }
  }
  return {
    passed: cells > 0 && told.length === 0 && solved.length === 0,
    measured: `${told.length} of ${cells} told, ${solved.length} solved${example(solved)}`,
  };
}
