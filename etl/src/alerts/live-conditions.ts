import type { WatchState } from '../schedule/watch-state.js';
import type { AlertKind, Condition } from './alert.js';

/** One round may fail by a fault that passes; so many in a row do not. */
const failuresInARow = 3;

export interface LiveConditions {
  conditions: Condition[];
  /** Positively over. What a process that has just started does not know of yet stays open. */
  over: { kind: AlertKind; subject: string }[];
}

/** What an operator should be told of that only the running process has seen. */
export function liveConditions(state: WatchState): LiveConditions {
  const conditions: Condition[] = [];
  const over: LiveConditions['over'] = [];
  if (state.failures >= failuresInARow) {
    const detail = `${state.failures} rounds in a row failed: ${state.lastError ?? ''}`;
    conditions.push({ kind: 'failing', subject: 'rounds', detail });
  } else if (state.failures === 0 && state.feedDay !== undefined) {
    over.push({ kind: 'failing', subject: 'rounds' });
  }
  const stuck = state.stuckMinutes();
  if (stuck === undefined) over.push({ kind: 'stuck', subject: 'round' });
  else {
    const detail = `nothing was written for ${stuck} minutes`;
    conditions.push({ kind: 'stuck', subject: 'round', detail });
  }
  for (const [stream, columns] of state.columns) {
    if (columns.length === 0) over.push({ kind: 'unknown-columns', subject: stream });
    else {
      conditions.push({ kind: 'unknown-columns', subject: stream, detail: columns.join(', ') });
    }
  }
  return { conditions, over };
}
