import type { StreamDeclaration } from '../pipeline/stream.js';
import { byActor, cellsOfActors } from './common.cells.js';
import { actorColumns, counts, enumerated } from './common.columns.js';

/** Files of the funding programmes by the states that they have come through, by month. */
export const programmes: StreamDeclaration = {
  name: 'programmes',
  schemaVersion: 1,
  columns: [
    ...actorColumns,
    enumerated('programme'),
    enumerated('strand'),
    enumerated('window'),
    ...counts('applied', 'retained', 'reached', 'entered', 'paid'),
  ],
  monthly: true,
  submitted: { by: 'national', total: 'applied', group: 'more_submissions' },
  target: byActor,
  cells: cellsOfActors('programme', 'strand', 'window'),
  atMost: [
    ['retained', 'applied'],
    ['reached', 'retained'],
    ['entered', 'reached'],
    ['paid', 'entered'],
  ],
};
