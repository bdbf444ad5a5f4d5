import { linesAcrossParts, linesOfPart, type CellLine, type PartCell } from './cell-lines.js';
import { lineMasks } from './line-masks.js';
import type { Mask } from '../protect/index.js';
import { cellKey, levelOf, type Masks, type TableCell } from './sector-table.js';
import { spreadMasks } from './spread-masks.js';
import { vendorMasks, type Memory } from './vendor-masks.js';

/** What is known of a period besides its cells. */
export interface PeriodMemory {
  /** Sector tables of a part in the months before, the latest first. */
  readonly tablesOf?: (part: string) => Memory['tables'];
  /** Masks that readers met before, by the cells' ids: they stay. */
  readonly standing?: ReadonlyMap<string, Mask>;
  /** Masks that are decided elsewhere, by the cells' ids: no line and no other name may tell them. */
  readonly given?: ReadonlyMap<string, Mask>;
  /** Cells of streams whose figures these break down, decided already, with their masks among `given`. */
  readonly above?: readonly PartCell[];
}

/** A cell that was masked for another's sake stays so; nothing new need be hidden for its own. */
const nothingNeeded = -1;

/**
 * What must be hidden of a period besides what the rules on contributors hide, over all parts of
 * volumes: by the rules on vendors and their complements, then by lines that would tell a hidden cell,
 * within a part and between parts, then wherever the same contributors stand under another name; until
 * nothing is added.
 * @returns masks by the cells' ids
 */
export function periodMasks(
  cells: readonly PartCell[],
  { tablesOf = () => [], standing = new Map(), given = new Map(), above = [] }: PeriodMemory = {},
): Map<string, Mask> {
  const masks = new Map([...standing, ...given]);
  const needs = new Map<string, number>();
  const kept = new Map([...standing].filter(([id]) => !given.has(id)));
  for (const [id, mask] of kept) if (mask === 'complement') needs.set(id, nothingNeeded);
  const parts = [...Map.groupBy(cells, ({ part }) => part)].map(([part, own]) => ({
    part,
    table: tableOf(own),
    earlier: maskedOf(tableOf(own), kept),
    lines: linesBesides(own),
    changed: true,
    found: new Set<string>(),
  }));
  const byPart = new Map(parts.map((one) => [one.part, one]));
  const decided = above.map((cell) => ({ ...cell, isDecided: true }));
  const streams = [...Map.groupBy(cells, ({ stream }) => stream).values()].map((own) => ({
    own,
    lines: linesAcrossParts([...own, ...decided]),
  }));
  const partOfCell = new Map(cells.map(({ id, part }) => [id, byPart.get(part)]));
  for (let before = -1; before !== masks.size;) {
    before = masks.size;
    for (const one of parts) {
      if (!one.changed) continue;
      one.changed = false;
      const { part, table, earlier, lines } = one;
      const masked = maskedOf(table, masks);
      const shared = new Set(
        [...masked.keys()].filter((key) => !one.found.has(key) && !earlier.has(key)),
      );
      const found = vendorMasks([...table.values()], {
        earlier: masked,
        shared,
        tables: tablesOf(part),
      });
      for (const [key, mask] of found) {
        const id = table.get(key)?.id;
        if (id === undefined) continue;
        masks.set(id, mask);
        if (mask === 'vendor_rule') needs.delete(id);
        if (!shared.has(key)) one.found.add(key);
      }
      for (const id of lineMasks(lines, new Set(masks.keys()), needs)) {
        masks.set(id, 'complement');
        one.changed = true;
      }
    }
    for (const { own, lines } of streams) {
      const told = [...lineMasks(lines, new Set(masks.keys()), needs)];
      for (const id of told) masks.set(id, 'complement');
      const spread = spreadMasks(own, masks);
      for (const [id, mask] of spread) masks.set(id, mask);
      for (const id of [...told, ...spread.keys()]) {
        const one = partOfCell.get(id);
        if (one) one.changed = true;
      }
    }
  }
  return masks;
}

/** Lines that are not all in the sector table, where circuits do better than each line by itself. */
function linesBesides(cells: readonly PartCell[]): CellLine[] {
  const tabled = new Set([...tableOf(cells).values()].map(({ id }) => id));
  return linesOfPart(cells).filter(
    ({ total, parts }) => ![total, ...parts].every(({ id }) => tabled.has(id)),
  );
}

/** Masks of each part's sector table, as they are audited and kept. */
export const sectorMasks = (
  cells: readonly PartCell[],
  masks: ReadonlyMap<string, Mask>,
): Map<string, Masks> =>
  new Map(
    [...Map.groupBy(cells, ({ part }) => part)].map(([part, own]) => [
      part,
      maskedOf(tableOf(own), masks),
    ]),
  );

type Table = ReadonlyMap<string, PartCell & TableCell>;

/** The nation's table by sector, and departments: what the rules on vendors look at. */
export function tableOf(cells: readonly PartCell[]): Table {
  return new Map(
    cells.flatMap((cell) => {
      const { sector = '', ...others } = cell.values;
      const isIn =
        Object.keys(others).length === 0 &&
        (sector === '' || levelOf(cell.territory) !== 'department');
      return isIn ? [[cellKey(cell.territory, sector), { ...cell, sector }] as const] : [];
    }),
  );
}

const maskedOf = (table: Table, masks: ReadonlyMap<string, Mask>): Masks =>
  new Map(
    [...table].flatMap(([key, { id }]) => {
      const mask = masks.get(id);
      return mask ? [[key, mask] as const] : [];
    }),
  );
