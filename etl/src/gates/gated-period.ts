import type { Part } from '@vigie/seeds/catalogue';
import type { Portions } from '../protect/index.js';
import type { CellPlace } from '../cells/frame.js';
import type { CellRow } from '../cells/cell-row.js';
import type { AuditedTable } from '../vendors/index.js';

/** What is about to be published of one period, with the exact cells that it is made of. */
export interface GatedPeriod {
  readonly period: string;
  readonly rows: readonly CellRow[];
  /** Someone publishes a fourth time, and says why. */
  readonly isErratum: boolean;
  /** Exact cell of a part, by disclosure unit. */
  portions(part: Part, cuboid: string, key: CellPlace): Portions;
  /** Market tables of the volumes that are published. */
  readonly tables: readonly AuditedTable[];
}
