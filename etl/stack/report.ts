import { AlreadyTold, StackError } from './errors.js';
import { SettingsError } from './settings.js';

/** What an operator can mend is said in its own sentence; anything else keeps its trace. */
export function report(error: unknown): number {
  if (error instanceof StackError) {
    console.error(error.message);
    return error.exitCode;
  }
  if (error instanceof AlreadyTold) return error.exitCode;
  // The warehouse's own operator errors are recognised by name: the stack imports only its server.
  const named = error instanceof Error && error.name === 'OperatorError';
  console.error(error instanceof SettingsError || named ? error.message : error);
  return 1;
}
