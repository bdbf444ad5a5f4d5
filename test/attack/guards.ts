import {
  periodMasks,
  protectMeasure,
  protectPart,
  tableOf,
  unitReason,
  type CellKey,
  type Mask,
  type PartCell,
  type Portions,
  type ProtectedCell,
  type ProtectedPart,
  type UnitReason,
} from '@vigie/etl';
import type { Measure, Part } from '@vigie/seeds/catalogue';

export type { Mask, PartCell, Portions, ProtectedCell, ProtectedPart };

/**
 * What stands between exact cells and readers, as publishing calls it. The mutants of P24 replace one
 * of these each.
 */
export interface Guards {
  unitReason(part: Part, portions: Portions): UnitReason;
  /** @param at cuboid of the cell, which a guard must not look at */
  protectPart(part: Part, portions: Portions, mask: Mask | undefined, at: string): ProtectedPart;
  protectMeasure(
    measure: Measure,
    numerator: ProtectedPart,
    denominator: ProtectedPart | undefined,
  ): ProtectedCell;
  /**
   * Cells of volumes to hide besides what contributors ask for, by id.
   * @param before the cells of the month before, if there is one
   */
  masks(cells: readonly PartCell[], before?: readonly PartCell[]): ReadonlyMap<string, Mask>;
}

/** The guards of the project under a key. */
export const guardsOf = (key: CellKey): Guards => ({
  unitReason: ({ kind }, portions) => unitReason(kind, portions),
  protectPart: (part, portions, mask) => protectPart(part, portions, key, mask),
  protectMeasure: (measure, numerator, denominator) =>
    protectMeasure(measure, numerator, denominator, 'complete'),
  masks: (cells, before = []) => {
    const tables = new Map(
      [...Map.groupBy(before, ({ part }) => part)].map(([part, own]) => [
        part,
        [[...tableOf(own).values()]],
      ]),
    );
    return periodMasks(cells, { tablesOf: (part) => tables.get(part) });
  },
});
