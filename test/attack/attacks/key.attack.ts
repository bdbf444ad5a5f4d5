import { percent, type Outcome } from '../outcome.js';
import { release, type Release } from '../release.js';
import { contributorReason } from './contributors.js';
import { guardsOf, type Guards } from '../guards.js';
import { cellKeyOf } from '@vigie/etl';

/**
 * P23: publishes the same month under another key. Values may differ and most do; what true
 * contributors withhold stays withheld, and nothing else is but near eleven, where noise decides.
 */
export function keyHygiene(
  releases: readonly Release[],
  underAnotherKey: (guards: Guards) => Guards = () => guardsOf(cellKeyOf(Buffer.alloc(32, 5))),
): Outcome {
  let cells = 0;
  let moved = 0;
  let opened = 0;
  for (const one of releases) {
    const other = release(one.world, underAnotherKey(one.guards));
    for (const [id, before] of one.parts) {
      const after = other.parts.get(id);
      const cell = one.exact.get(id);
      if (!after || !cell) continue;
      const reason = contributorReason(cell);
      if (reason !== 'ok' && (before.reason !== reason || after.reason !== reason)) opened++;
      if (before.raw === null || after.raw === null || (cell.portions.person?.n ?? 0) === 0)
        continue;
      cells++;
      if (before.raw !== after.raw) moved++;
    }
  }
  return {
    passed: cells > 0 && opened === 0 && moved / cells > 0.5,
    measured: `${percent(moved / Math.max(1, cells))} of ${cells} values differ, ${opened} states`,
  };
}
