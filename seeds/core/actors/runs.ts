import type { Actors } from './actors.js';

/** Days of a month, from 0, on which an actor runs a generation; rank 0 is before Ségur. */
export interface Run {
  readonly rank: number;
  readonly from: number;
  readonly to: number;
}

/** What an actor runs in a month, one after the other, from its first day to its last. */
export function runs({ starts }: Actors, actor: number, first: number, days: number): Run[] {
  const found: Run[] = [];
  let rank = 0;
  let from = 0;
  for (let g = 0; g < 3; g++) {
    const start = starts[3 * actor + g]! - first;
    if (start >= days) continue;
    if (start > from) found.push({ rank, from, to: start - 1 });
    rank = g + 1;
    from = Math.max(0, start);
  }
  found.push({ rank, from, to: days - 1 });
  return found;
}
