import { linesAcrossParts, linesOfPart, type CellLine, type PartCell } from './cell-lines.js';
import { lineMasks } from './line-masks.js';
import type { Mask } from '../protect/index.js';
import { cellKey, levelOf, type Masks, type TableCell } from './sector-table.js';
import { spreadMasks } from './spread-masks.js';
import { vendorMasks, type Memory } from './vendor-masks.js';

/** What a part's sector table remembers. */
export type MemoryOf = (part: string) => Memory;

/**
 * What must be hidden of a period besides what the rules on contributors hide, over all parts of
 * volumes: by the rules on vendors and their complements, then by lines that would tell a hidden cell,
 * within a part and between parts, then wherever the same contributors stand under another name; until
 * nothing is added.
 * @param given masks that are decided elsewhere, by the cells' ids: lines and other names follow them
 * @returns masks by the cells' ids
 */
export function periodMasks(
  cells: readonly PartCell[],
  memoryOf: MemoryOf = () => ({}),
  given: ReadonlyMap<string, Mask> = new Map(),
): Map<string, Mask> {
  const masks = new Map(given);
  const parts = [...Map.groupBy(cells, ({ part }) => part)].map(([part, own]) => ({
    part,
    table: tableOf(own),
    lines: linesBesides(own),
    changed: true,
    found: new Set<string>(),
  }));
  const byPart = new Map(parts.map((one) => [one.part, one]));
  const streams = [...Map.groupBy(cells, ({ stream }) => stream).values()].map((own) => ({
    own,
    lines: linesAcrossParts(own),
  }));
  const partOfCell = new Map(cells.map(({ id, part }) => [id, byPart.get(part)]));
  for (let before = -1; before !== masks.size;) {
    before = masks.size;
    for (const one of parts) {
      if (!one.changed) continue;
      one.changed = false;
      const { part, table, lines } = one;
      const { earlier = new Map<string, Mask>(), ...memory } = memoryOf(part);
      const masked = maskedOf(table, masks);
      const shared = new Set(
        [...masked.keys()].filter((key) => !one.found.has(key) && !earlier.has(key)),
      );
      const kept = new Map([...earlier, ...masked]);
      const found = vendorMasks([...table.values()], { ...memory, earlier: kept, shared });
      for (const [key, mask] of found) {
        const id = table.get(key)?.id;
        if (id === undefined) continue;
        masks.set(id, mask);
        if (!shared.has(key)) one.found.add(key);
      }
      for (const id of lineMasks(lines, new Set(masks.keys()))) {
        masks.set(id, 'complement');
        one.changed = true;
      }
    }
    for (const { own, lines } of streams) {
      const told = [...lineMasks(lines, new Set(masks.keys()))];
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
