import type { Series } from '@vigie/contract';
import { ApiProblem } from './errors.ts';

/** What the first vintages, published while the rest still loads, may not know yet. */
const notYet = ['unknown_measure', 'not_in_lattice'];

/** The answer, or null for a measure that no vintage holds yet. */
export async function ifPublished(answer: Promise<Series>): Promise<Series | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiProblem && notYet.includes(error.problem.code)) return null;
    throw error;
  }
}
