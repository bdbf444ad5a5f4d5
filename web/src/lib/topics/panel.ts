import { ApiProblem, ApiUnavailable, isNoEditionYet } from '../api/errors.ts';
import type { Figure } from '../figure/figure.ts';
import type { Words } from '../figure/words.ts';

/** A figure, or the place where it should stand and why it does not. */
export type Panel =
  | { kind: 'figure'; figure: Figure }
  | { kind: 'missing'; id: string; title: string; text: string; retry: boolean };

/** What an edition may not hold yet: not a failure, and no use in trying again. */
const notYet = ['unknown_measure', 'not_in_lattice', 'dimension_not_allowed'];

/**
 * Loads one figure so that its failure costs nothing but itself. What is no failure of the API is
 * thrown on: it is a fault of ours.
 */
export async function panelOf(
  words: Words,
  id: string,
  title: string,
  load: () => Promise<Figure>,
): Promise<Panel> {
  try {
    return { kind: 'figure', figure: await load() };
  } catch (error) {
    const unpublished = error instanceof ApiProblem && notYet.includes(error.problem.code);
    if (!unpublished) {
      if (isNoEditionYet(error)) throw error;
      if (!(error instanceof ApiProblem) && !(error instanceof ApiUnavailable)) throw error;
      console.error(`web: figure "${id}": ${error.message}`);
    }
    return {
      kind: 'missing',
      id,
      title: unpublished
        ? words.irritants_missing_unpublished_title({ title })
        : words.irritants_missing_title({ title }),
      text: unpublished
        ? words.irritants_missing_unpublished_text()
        : words.irritants_missing_text(),
      retry: !unpublished,
    };
  }
}

/** The figures among panels: what images are made of. */
export const figuresOf = (panels: readonly Panel[]): Figure[] =>
  panels.flatMap((panel) => (panel.kind === 'figure' ? [panel.figure] : []));
