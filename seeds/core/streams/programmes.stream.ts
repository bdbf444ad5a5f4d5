import type { StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { eachFile, files } from './programmes.book.js';

/** Files of the funding programmes on record at the end of each month, as far as they have come. */
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
    eachFile(world, month, () => rows++);
    return rows;
  },
};
