import type { StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { eachFile, files } from './programmes.book.js';

/**
 * Files of the funding programmes on record at the end of the months in which their programme states
 * them (see the book): one file counts 1 in each state that it has come through.
 */
export const programmes: StreamDeclaration = {
  name: 'programmes',
  book: files,
  sender: 's-programmes',
  detailed: true,
  counts: ['applied', 'retained', 'reached', 'entered', 'paid'],
  total: 'applied',
  monthly: true,
  rows: (world: WorldState, month) => {
    let rows = 0;
    const step = world.actors.count > 10_000 ? 8 : 1;
    eachFile(world, month, () => (rows += step), step);
    return rows;
  },
};
