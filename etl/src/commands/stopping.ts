import { OperatorError } from '@vigie/warehouse';

const stopping = new AbortController();

/** Aborted once the process is asked to stop: what a command does ends between two transactions. */
export const stopSignal: AbortSignal = stopping.signal;

/** Asks a command to stop, instead of ending it on the spot. */
export function stopOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopping.abort(new OperatorError(`Stopped by ${signal}; the next start resumes.`));
    });
  }
}
