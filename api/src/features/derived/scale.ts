import { measures } from '@vigie/seeds/catalogue';
import { type Declaration } from '../measures/declaration.js';

/** What the quotient of the two published counts of a rate is multiplied with to give its value. */
export function scaleOf({ id, kind }: Declaration): number {
  if (kind === 'ratio') return 100;
  return measures.find((measure) => measure.id === id)?.times ?? 1;
}
