import type { Cuboid, Part } from '@vigie/seeds/catalogue';
import { protectPart, type CellKey, type Mask, type ProtectedPart } from '../protect/index.js';
import type { ExactCells } from '../cells/exact-cells.query.js';
import { cellName, valuesOfKey, type CellPlace } from '../cells/frame.js';

/**
 * The parts of one period, protected cell by cell. Each cell of a part is protected once, whatever
 * measures are made of it: a mask or a noise of its own in one of them would tell the others'.
 */
export class PartCells {
  private readonly done = new Map<string, ProtectedPart>();

  constructor(
    private readonly exact: ExactCells,
    private readonly masks: ReadonlyMap<string, Mask>,
    private readonly secret: CellKey,
  ) {}

  of(part: Part, cuboid: Cuboid, key: CellPlace): ProtectedPart {
    const name = cellName(part, cuboid, key);
    let cell = this.done.get(name);
    if (!cell) {
      const portions = this.exact.portions(part, cuboid.id, key);
      const column = part.by && valuesOfKey(cuboid, key)[part.by.dimension];
      cell = protectPart(part, portions, this.secret, this.masks.get(name), column);
      this.done.set(name, cell);
    }
    return cell;
  }
}
