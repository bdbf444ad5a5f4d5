import type { Condition } from '../alerts/alert.js';
import type { WatchState } from './watch-state.js';

export interface Readiness {
  ready: boolean;
  /** What is broken here, so that it is not ready. */
  reasons: string[];
  /** What an operator should know and this process cannot mend: a silent source, a stopped stream. */
  notices: Condition[];
}

/** One failure may pass by itself; the next round shows. */
const failuresInARow = 2;

/**
 * Ready as long as the pipeline works: a source that sends nothing leaves it ready, with a notice.
 *
 * @param notices alerts that are open; undefined when the database does not answer
 */
export function readinessOf(state: WatchState, notices: Condition[] | undefined): Readiness {
  const stuck = state.stuckMinutes();
  const reasons = [
    ...(state.stopping ? ['stopping'] : []),
    ...(notices === undefined ? ['the database does not answer'] : []),
    ...(state.failures >= failuresInARow ? [`loading fails: ${state.lastError ?? ''}`] : []),
    ...(stuck === undefined ? [] : [`loading has written nothing for ${stuck} minutes`]),
  ];
  return { ready: reasons.length === 0, reasons, notices: notices ?? [] };
}
