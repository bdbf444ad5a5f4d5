import type { Part } from '@vigie/seeds/catalogue';
import type { Portions, ProtectedCell } from '../protect/index.js';
import type { CellPlace } from '../cells/frame.js';
import type { CellRow } from '../cells/cell-row.js';
import type { AuditedTable, TableCell } from '../vendors/index.js';

/** What is about to be published of one period, with the exact cells that it is made of. */
export interface GatedPeriod {
  readonly period: string;
  readonly rows: readonly CellRow[];
  /** Someone publishes a fourth time, and says why. */
  readonly isErratum: boolean;
  /** Exact cell of a part, by disclosure unit. */
  readonly portions: (part: Part, cuboid: string, key: CellPlace) => Portions;
  /** What readers see of the period already, and will go on seeing. */
  readonly standing: readonly CellRow[];
  /** Market tables of the volumes that are published, each cell with its name. */
  readonly tables: readonly GatedTable[];
  /** What vendors are about to see of their own, and the exact cells of a vendor. */
  readonly own: {
    readonly rows: readonly OwnToldRow[];
    readonly portions: (part: Part, cuboid: string, place: OwnToldRow) => Portions | undefined;
  };
}

/** A table whose cells say what they are called among a period's. */
export interface GatedTable extends AuditedTable {
  readonly cells: readonly (TableCell & { readonly id: string })[];
}

/** One row that a vendor alone reads. */
export interface OwnToldRow extends ProtectedCell {
  readonly measure: string;
  readonly cuboid: string;
  readonly territory: string;
  readonly sector: string;
  readonly vendor: string;
  readonly release: string;
  readonly publication: number;
}
