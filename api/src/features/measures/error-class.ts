import { type Cell, type Edition } from '@vigie/contract';
import { largestFactor } from '@vigie/contract/formulas';
import { errorClassOf, type Measure, measures } from '@vigie/seeds/catalogue';

const declared = new Map<string, Measure>(measures.map((measure) => [measure.id, measure]));

/** How far the values of a measure may be from the exact ones, by what was published alone. */
export function errorClassIn(
  measure: string,
  { source }: Pick<Edition, 'source'>,
): (cell: Pick<Cell, 'value' | 'numerator' | 'denominator'>) => string | null {
  const known = declared.get(measure);
  // What a measure was made of that the catalogue has dropped is not known any more.
  if (known === undefined) return () => null;
  const factor = largestFactor(source.strata);
  return (cell) => errorClassOf(known, cell, factor);
}
