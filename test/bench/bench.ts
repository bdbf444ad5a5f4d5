import type { Reporter } from './reporter.js';

/** One measuring command: `npm run bench -- NAME`. */
export interface Bench {
  /** What it measures, in one line for the list. */
  about: string;
  run(reporter: Reporter): Promise<void>;
}
