/** What can befall a step. */
export type FaultKind =
  /** It fails before anything is done. */
  | 'refused'
  /** It is done, and the answer is lost. */
  | 'unheard'
  /** The server asks for another attempt: deadlock, serialization failure, lock not available. */
  | 'conflict'
  /** The backend that it runs on is ended. */
  | 'killed'
  /** It is done, no answer ever comes: the deadline must end it. */
  | 'deaf'
  /** It never reaches the other side: the deadline must end it. */
  | 'mute'
  /** The feed answers 503. */
  | 'unavailable'
  /** The body ends early. */
  | 'cut'
  /** A byte of the body is another one. */
  | 'corrupt'
  /** Whatever the harness does instead, as to end the process or the server. */
  | 'catastrophe'
  /** The same once the step is done. */
  | 'aftermath';

/** One input or output that the etl waits for. */
export interface Step {
  /** What it is, whatever it is about: a statement without its values, an address without its query. */
  readonly shape: string;
  /** What it is exactly: the same in every run over the same data. */
  readonly key: string;
  readonly kinds: readonly FaultKind[];
}

/** The error of an injected fault; `code` as the server or the socket would give it. */
export class InjectedFault extends Error {
  override readonly name = 'InjectedFault';
  constructor(
    readonly code: string,
    step: Step,
  ) {
    super(`injected ${code} at ${step.shape}`);
  }
}

/** A statement without what differs from one month, stream or page to the next. */
export const shapeOf = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/'(?:[^']|'')*'/g, '?')
    .replaceAll(/\b([a-z_]+)_\d{4}_\d{2}\b/g, '<month>')
    .replaceAll(/\d+/g, '0')
    .trim()
    .slice(0, 160);

/**
 * Values by which a statement is known again after a restart. Numbers and instants are left out:
 * they are counts, ledger ids and the number of the round, which differ from run to run.
 */
export function identityOf(values: readonly unknown[] | undefined): string {
  const words = (values ?? []).flatMap((value) => {
    if (Array.isArray(value)) return [value.map(String).join(',')];
    if (typeof value !== 'string' || /^\d{4}-\d{2}-\d{2}T/.test(value)) return [];
    // What names a round names it by its number.
    return [value.replace(/^vigie run \d+$/, 'vigie run')];
  });
  return words.join('|').slice(0, 400);
}
