import { type Warehouse } from '@vigie/warehouse';
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
}
