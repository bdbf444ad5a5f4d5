import { type Change, changeShape } from '@vigie/contract';
import { z } from 'zod';
import { type Scope } from '../../access/scope.js';
import { type RowSource } from '../series/row-stream.js';
import { causeOf } from './cause.js';
import { changedCellCount, changedCells, type Comparison } from './changed-cells.query.js';
import { meaningsOf } from './meanings.query.js';

const pageShape = z.array(changeShape);

/** What two editions tell otherwise, each cell with its cause. */
export async function changesOf(scope: Scope, comparison: Comparison): Promise<RowSource<Change>> {
  const meanings = await meaningsOf(scope, comparison.question.declaration.id);
  const meaning = (edition: number | null): string | null =>
    edition === null ? null : (meanings.get(edition) ?? null);
  return {
    count: () => changedCellCount(scope, comparison),
    page: async (last, limit) => {
      const cells = await changedCells(scope, comparison, last, limit);
      return pageShape.parse(
        cells.map(({ withdrawn, computedBefore, computedAfter, ...cell }) => ({
          ...cell,
          cause: causeOf({
            ...cell,
            withdrawn,
            meaningBefore: meaning(computedBefore),
            meaningAfter: meaning(computedAfter),
          }),
        })),
      );
    },
  };
}
