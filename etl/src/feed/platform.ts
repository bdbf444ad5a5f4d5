import { setTimeout as delay } from 'node:timers/promises';

/**
 * The one way out of the ingestion beside the pool that it is given: whatever else it would wait
 * for could not be made to fail by a test, so lint allows it nowhere else.
 */
export const platformFetch: typeof fetch = (input, init) => fetch(input, init);

/** Waits for a while, or until the signal stops the wait. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  delay(milliseconds, undefined, { signal });
