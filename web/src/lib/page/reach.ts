import { error } from '@sveltejs/kit';
import { ApiProblem, ApiUnavailable, isNoEditionYet } from '../api/errors.ts';

/** Waits for answers of the API; what goes wrong becomes the page that says so. */
export async function reach<T>(answers: Promise<T>): Promise<T> {
  try {
    return await answers;
  } catch (cause) {
    if (isNoEditionYet(cause)) error(503, 'No edition yet', { kind: 'loading' });
    if (cause instanceof ApiUnavailable || cause instanceof ApiProblem) {
      console.error(`web: ${cause.message}`);
      error(503, 'The API cannot be reached', { kind: 'unavailable' });
    }
    throw cause;
  }
}
