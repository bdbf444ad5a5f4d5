/** What becomes of a file, each state after the one before it. */
export const STATES = ['applied', 'retained', 'reached', 'entered', 'paid'] as const;

/** A file of a funding programme on record at the end of a month. */
export interface File {
  readonly programme: string;
  readonly strand: string;
  readonly window: string;
  /** How many of STATES it has come through. */
  readonly states: number;
}

/** How many states are reached one after the other, up to the first that is not. */
export function reachedStates(...states: boolean[]): number {
  const missing = states.indexOf(false);
  return missing < 0 ? states.length : missing;
}
