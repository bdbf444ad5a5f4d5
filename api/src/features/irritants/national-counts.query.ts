import { type CategoryId } from '@vigie/contract';
import { type Scope } from '../../access/scope.js';
import { type EditionContent } from '../edition/edition.service.js';
import { readableCuboids } from '../measures/declaration.js';
import { cellsOf, openRows } from '../series/row-stream.js';

/** What is published of one value of a category for a month, in all of France. */
export interface MonthlyCount {
  /** The irritant or the lever. */
  id: string;
  month: string;
  /** Null where the cell carries no value, whatever the reason. */
  value: number | null;
  provisional: boolean;
}

/**
 * The published cells of a measure by month and category for all of France, oldest first; none where
 * the edition does not hold that measure or the role may not read it. They are read in the one way
 * in which cells are read.
 */
export async function nationalCounts(
  scope: Scope,
  content: EditionContent,
  measure: string,
  category: CategoryId,
): Promise<MonthlyCount[]> {
  const declaration = content.declarations.get(measure);
  if (declaration === undefined || content.edition === null) return [];
  const id = [category, 'month', 'nation'].sort().join('.');
  const cuboid = readableCuboids(declaration, scope.role).find((one) => one.id === id);
  if (cuboid === undefined) return [];
  const { pages } = await openRows(
    cellsOf(scope, {
      declaration,
      edition: content.edition.id,
      cuboid,
      period: { grain: 'month', from: null, to: null },
      territories: null,
      filters: {},
    }),
  );
  const counts: MonthlyCount[] = [];
  for await (const page of pages) {
    for (const { period, [category]: value, ...cell } of page) {
      counts.push({
        id: value ?? '',
        month: period,
        value: cell.value,
        provisional: cell.provisional,
      });
    }
  }
  return counts;
}
