import { cuboids, measures, parts, type Cuboid, type Part } from '@vigie/seeds/catalogue';
import { grainOf } from '../calendar/calendar.js';
import type { ExactCells } from '../cells/exact-cells.query.js';
import { cellName, frame, valuesOfKey, type CellPlace } from '../cells/frame.js';
import { partsOf } from '../cells/made-of.js';
import { vendorCuboidId } from '../mart/cell-plan.js';
import { together, unitReason, type Portions } from '../protect/index.js';
import { streams } from '../streams/index.js';
import type { PartCell } from '../vendors/index.js';

/** Parts of volumes: counts of persons are protected by their noise, counts of structures are public. */
export const volumes = parts.filter(({ kind }) => kind === 'volume');

/** Which cuboids of a part some measure shows. */
const shown = new Map(
  volumes.map((part): [string, Cuboid[]] => {
    const ids = new Set(
      measures
        .filter(({ kind }) => kind !== 'quantile')
        .filter((measure) => partsOf(measure).some(({ id }) => id === part.id))
        .flatMap(({ cuboids: own }) => own),
    );
    return [part.id, cuboids.filter(({ id }) => ids.has(id))];
  }),
);

/** Every cell of some parts of volumes in a period, as the rules on vendors look at it. */
export function volumeCells(
  period: string,
  exact: ExactCells,
  ofParts: readonly Part[],
): PartCell[] {
  const grain = grainOf(period);
  return ofParts.flatMap((part) =>
    (shown.get(part.id) ?? [])
      .filter((cuboid) => cuboid.grain === grain && part.grains.includes(grain))
      .flatMap((cuboid) => frame(cuboid, part).map((key) => partCell(part, cuboid, key, exact))),
  );
}

const cellsOfStream = new Map(streams.map(({ name, cells }) => [name, cells]));

function partCell(part: Part, cuboid: Cuboid, key: CellPlace, exact: ExactCells): PartCell {
  const portions = exact.portions(part, cuboid.id, key);
  const { n, sum, x1, keySum } = together(portions);
  const reason = unitReason(part.kind, portions);
  const cells = cellsOfStream.get(part.stream);
  const byVendor = cells && vendorCuboidId(part, cuboid.id, cells);
  const vendors = byVendor === undefined ? [] : [...exact.byVendor(part, byVendor, key)];
  return {
    id: cellName(part, cuboid, key),
    part: part.id,
    stream: part.stream,
    cuboid: cuboid.id,
    territory: key.territory,
    values: valuesOfKey(cuboid, key),
    reason,
    n,
    sum,
    x1: reason === 'ok' ? x1 : largestAtStake(part.kind, portions),
    keySum,
    vendors: vendors.map(([vendor, own]) => ({ vendor, sum: own.sum })),
  };
}

/** Largest contribution among units that fail by themselves, which must not be told nearly. */
const largestAtStake = (kind: Part['kind'], portions: Portions): number =>
  Math.max(
    0,
    ...Object.entries(portions).flatMap(([unit, portion]) =>
      unitReason(kind, { [unit]: portion }) === 'ok' ? [] : [portion.x1],
    ),
  );
