import type { ProtectedCell } from '../protect/index.js';
import type { CellPlace } from './frame.js';

/** One row of `published.cell`, before it is written. */
export interface CellRow extends CellPlace, ProtectedCell {
  measure: string;
  cuboid: string;
  period: string;
  provisional: boolean;
  errata: boolean;
  publication: number;
  validFrom: number;
}
