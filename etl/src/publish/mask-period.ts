import { cuboids, measures, parts, type Cuboid, type Part } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import { addMonths, monthOf } from '../calendar/calendar.js';
import { vendorCuboidId } from '../mart/cell-plan.js';
import { together, unitReason, type Mask, type Portions } from '../protect/index.js';
import { streams } from '../streams/index.js';
import {
  periodMasks,
  readMasks,
  readSold,
  sectorMasks,
  tableOf,
  writeMasks,
  type AuditedTable,
  type MemoryOf,
  type PartCell,
  type TableCell,
} from '../vendors/index.js';
import { readExactCells, type ExactCells } from '../cells/exact-cells.query.js';
import { cellName, frame, valuesOfKey, type CellPlace } from '../cells/frame.js';
import { partsOf } from '../cells/made-of.js';

/** What the rules on vendors and their complements withhold in a period. */
export interface PeriodMasks {
  /** By the cells' names. */
  readonly masks: ReadonlyMap<string, Mask>;
  /** The sector tables of a month, for those who audit them; none of a day. */
  readonly tables: readonly AuditedTable[];
}

/** Parts of volumes: counts of persons are protected by their noise, counts of structures are public. */
const volumes = parts.filter(({ kind }) => kind === 'volume');

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

/** Places that months withhold, by month and streams, while an edition is written. */
export type WithheldMonths = Map<string, ReadonlySet<string>>;

/**
 * Works out what is withheld in a period of some streams. What an earlier publication withheld stays
 * so, and is kept for the next one. A day's region is a part of its month: where that is withheld,
 * so is the day.
 */
export async function maskPeriod(
  client: pg.ClientBase,
  period: string,
  exact: ExactCells,
  ofStreams: ReadonlySet<string>,
  months: WithheldMonths,
): Promise<PeriodMasks> {
  const cells = volumeCells(period, exact, ofStreams);
  const isDay = period !== monthOf(period);
  const memory = await remember(client, period, [...new Set(cells.map(({ part }) => part))]);
  const withheld = isDay ? await withheldInMonth(client, monthOf(period), ofStreams, months) : none;
  const masks = periodMasks(
    cells,
    memory,
    new Map(
      cells
        .filter((cell) => withheld.has(placeOf(cell)))
        .map(({ id }) => [id, 'complement' as const]),
    ),
  );
  const ownMasks = sectorMasks(cells, masks);
  await writeMasks(client, period, ownMasks);
  const ofParts = isDay ? [] : [...Map.groupBy(cells, ({ part }) => part)];
  return {
    masks,
    tables: ofParts.map(([part, own]) => ({
      part,
      period,
      cells: [...tableOf(own).values()],
      masks: ownMasks.get(part) ?? new Map<string, Mask>(),
      before: memory(part).tables?.[0],
    })),
  };
}

/** What the rules on vendors know of a period's earlier publication, and of the two months before. */
async function remember(
  client: pg.ClientBase,
  period: string,
  ofParts: readonly string[],
): Promise<MemoryOf> {
  const isMonth = period === monthOf(period);
  const months = isMonth ? [addMonths(period, -1), addMonths(period, -2)] : [];
  const masks = await readMasks(client, [period, ...months.slice(0, 1)]);
  const sold: Map<string, TableCell[]>[] = [];
  for (const month of months) sold.push(await readSold(client, month, ofParts));
  return (part) => ({
    earlier: masks.get(`${part}|${period}`),
    former: masks.get(`${part}|${months[0] ?? ''}`),
    tables: sold.map((tables) => tables.get(part) ?? []),
  });
}

const none: ReadonlySet<string> = new Set();

/** Where a month is withheld, whether by its contributors or by a mask: so are its days. */
async function withheldInMonth(
  client: pg.ClientBase,
  month: string,
  ofStreams: ReadonlySet<string>,
  months: WithheldMonths,
): Promise<ReadonlySet<string>> {
  const name = [month, ...[...ofStreams].sort()].join('|');
  const known = months.get(name);
  if (known) return known;
  const byDay = volumes.filter(
    ({ stream, grains }) => ofStreams.has(stream) && grains.includes('day'),
  );
  const cells = volumeCells(month, await readExactCells(client, month, byDay), ofStreams);
  const memory = await remember(client, month, [...new Set(cells.map(({ part }) => part))]);
  const masks = periodMasks(cells, memory);
  const withheld = new Set(
    cells
      .filter(({ id, reason }) => masks.has(id) || reason === 'dominated' || reason === 'lt3')
      .map(placeOf),
  );
  months.set(name, withheld);
  return withheld;
}

const placeOf = ({ part, territory, values }: PartCell): string =>
  [part, territory, ...Object.values(values)].join('|');

function volumeCells(
  period: string,
  exact: ExactCells,
  ofStreams: ReadonlySet<string>,
): PartCell[] {
  const grain = period === monthOf(period) ? 'month' : 'day';
  return volumes
    .filter(({ stream }) => ofStreams.has(stream))
    .flatMap((part) =>
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
