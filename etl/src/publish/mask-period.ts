import { cuboids, measures, parts, type Cuboid, type Part } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import { addMonths, grainOf, monthOf, type Month } from '../calendar/calendar.js';
import type { GatedTable } from '../gates/index.js';
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
  type MemoryOf,
  type PartCell,
  type TableCell,
} from '../vendors/index.js';
import { readExactCells, type ExactCells } from '../cells/exact-cells.query.js';
import type { CellRow } from '../cells/cell-row.js';
import { cellName, frame, valuesOfKey, type CellPlace } from '../cells/frame.js';
import { partsOf } from '../cells/made-of.js';
import { standingMasks, standingRows } from './standing.query.js';

/** What the rules on vendors and their complements withhold in a period. */
export interface PeriodMasks {
  /** By the cells' names. */
  readonly masks: ReadonlyMap<string, Mask>;
  /** The sector tables of a month, for those who audit them; none of a day. */
  readonly tables: readonly GatedTable[];
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

/** Places that a stream's months withhold, by stream and month, while an edition is written. */
export type WithheldMonths = Map<string, ReadonlySet<string>>;

/** What is withheld of a period is worked out of. */
export interface MaskedPeriod {
  readonly period: string;
  readonly exact: ExactCells;
  readonly streams: ReadonlySet<string>;
  /** What readers see of it so far. */
  readonly standing: readonly CellRow[];
  readonly months: WithheldMonths;
}

/**
 * Works out what is withheld in a period of some streams. What an earlier publication withheld stays
 * so, and is kept for the next one. A day's region is a part of its month: where that is withheld,
 * so is the day.
 */
export async function maskPeriod(
  client: pg.ClientBase,
  { period, exact, streams: ofStreams, standing, months }: MaskedPeriod,
): Promise<PeriodMasks> {
  const cells = volumeCells(
    period,
    exact,
    volumes.filter(({ stream }) => ofStreams.has(stream)),
  );
  const isDay = grainOf(period) === 'day';
  const memory = await remember(client, period, [...new Set(cells.map(({ part }) => part))]);
  const given = standingMasks(standing);
  if (isDay) {
    const withheld = await withheldInMonths(client, monthOf(period), ofStreams, months);
    for (const cell of cells) if (withheld.has(placeOf(cell))) given.set(cell.id, 'complement');
  }
  const masks = periodMasks(cells, memory, given);
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
  const months = grainOf(period) === 'month' ? [addMonths(period, -1), addMonths(period, -2)] : [];
  const masks = await readMasks(client, [period, ...months.slice(0, 1)]);
  const sold: Map<string, TableCell[]>[] = [];
  for (const month of months) sold.push(await readSold(client, month, ofParts));
  return (part) => ({
    earlier: masks.get(`${part}|${period}`),
    former: masks.get(`${part}|${months[0] ?? ''}`),
    tables: sold.map((tables) => tables.get(part) ?? []),
  });
}

/** Parts that are told by day. */
const byDay = volumes.filter(({ grains }) => grains.includes('day'));

/**
 * Where the month of a day is withheld, whether by its contributors or by a mask: so are its days. While
 * a month is open, nothing is known of it yet: the latest one that is stands for it.
 */
async function withheldInMonths(
  client: pg.ClientBase,
  month: Month,
  ofStreams: ReadonlySet<string>,
  months: WithheldMonths,
): Promise<ReadonlySet<string>> {
  const { rows: latest } = await client.query<{ stream: string; month: Month }>(
    `SELECT stream, max(period) AS month FROM mart.aggregated
     WHERE grain = 'month' AND stream = ANY($1) AND period <= $2 GROUP BY stream`,
    [[...ofStreams], month],
  );
  const withheld = new Set<string>();
  for (const { stream, month: known } of latest) {
    const name = `${stream}|${known}`;
    const own = months.get(name) ?? (await withheldInMonth(client, stream, known));
    months.set(name, own);
    for (const place of own) withheld.add(place);
  }
  return withheld;
}

async function withheldInMonth(
  client: pg.ClientBase,
  stream: string,
  month: Month,
): Promise<ReadonlySet<string>> {
  const told = byDay.filter((part) => part.stream === stream);
  const cells = volumeCells(month, await readExactCells(client, month, told), told);
  const memory = await remember(client, month, [...new Set(cells.map(({ part }) => part))]);
  const masks = periodMasks(cells, memory, standingMasks(await standingRows(client, month)));
  return new Set(
    cells
      .filter(({ id, reason }) => masks.has(id) || reason === 'dominated' || reason === 'lt3')
      .map(placeOf),
  );
}

const placeOf = ({ part, territory, values }: PartCell): string =>
  [part, territory, ...Object.values(values)].join('|');

function volumeCells(period: string, exact: ExactCells, ofParts: readonly Part[]): PartCell[] {
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
