import type { Notice } from './alert.js';

/** Whoever is told of alerts. */
export interface Receiver {
  name: string;
  /** Resolves once the notice is taken. */
  send(notice: Notice): Promise<void>;
  close(): void;
}

export const RECEIVERS = Symbol('receivers');
