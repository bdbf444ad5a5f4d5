import { type Warehouse } from '@vigie/warehouse';
import { type Patience } from './safety/shedding.js';
import { type Issuer } from './features/sign-in/issuers.js';

/** What the application is given from outside. */
export interface ApiContext {
  db: Warehouse;
  /** Address that links and citations begin with. */
  publicUrl: string;
  /** Whether accounts that were made to be tried out open nothing. */
  isProduction?: boolean;
  /** Who accounts may sign in with; no one signs in where there is none. */
  issuers?: readonly Issuer[];
  limits?: Limits;
}

/** What may be asked of the application at once and over time. */
export interface Limits {
  /** Requests of one address or account within a minute; without it as many as they like. */
  perMinute?: number | null;
  /** Proxies that a request has passed, the web of this project included. */
  proxies?: number;
  patience?: Patience;
}
