import { ApiProblem, ApiUnavailable, isNoEditionYet } from '../api/errors.ts';

/** A part of a page, or that it could not be had: the rest of the page stands without it. */
export type Part<T> = { loaded: true; value: T } | { loaded: false; name: string };

/**
 * Waits for a part of a page. Where the API does not answer it, the part says so in its place; a
 * first load under way concerns the whole page, and a fault of ours is not hidden.
 */
export async function part<T>(name: string, value: Promise<T>): Promise<Part<T>> {
  try {
    return { loaded: true, value: await value };
  } catch (cause) {
    if (isNoEditionYet(cause)) throw cause;
    if (!(cause instanceof ApiUnavailable || cause instanceof ApiProblem)) throw cause;
    console.error(`web: ${name}: ${cause.message}`);
    return { loaded: false, name };
  }
}

/** The values of the parts that could be had. */
export const loadedOf = <T>(parts: readonly Part<T>[]): T[] =>
  parts.flatMap((one) => (one.loaded ? [one.value] : []));
