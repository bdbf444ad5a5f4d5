import {
  cuboids,
  measures,
  parts,
  type Cuboid,
  type Measure,
  type Part,
} from '@vigie/seeds/catalogue';
import type pg from 'pg';
import {
  addMonths,
  grainOf,
  monthOf,
  publicationReached,
  type Day,
  type Month,
} from '../calendar/calendar.js';
import type { GatedTable } from '../gates/index.js';
import { vendorCuboidId } from '../mart/cell-plan.js';
import { together, unitReason, type Mask, type Portions } from '../protect/index.js';
import { streams } from '../streams/index.js';
import {
  monthsRemembered,
  periodMasks,
  readSold,
  sectorMasks,
  tableOf,
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
  readonly feedDay: Day;
  readonly period: string;
  readonly exact: ExactCells;
  readonly streams: ReadonlySet<string>;
  /** What readers see of it so far. */
  readonly standing: readonly CellRow[];
  readonly months: WithheldMonths;
}

/**
 * Works out what is withheld in a period of some streams, from what was sold in it and in the months
 * before. What an earlier publication withheld stays so. A day's region is a part of its month: where
 * that is withheld, so is the day.
 */
export async function maskPeriod(
  client: pg.ClientBase,
  { feedDay, period, exact, streams: ofStreams, standing, months }: MaskedPeriod,
): Promise<PeriodMasks> {
  const told = volumes.filter(({ stream }) => ofStreams.has(stream));
  const cells = volumeCells(period, exact, told);
  if (grainOf(period) === 'day') {
    const month = referenceMonth(period, feedDay);
    const withheld = await withheldInMonths(client, month, ofStreams, months);
    const given = new Map(
      cells
        .filter((cell) => withheld.has(placeOf(cell)))
        .map(({ id }) => [id, 'complement' as const]),
    );
    return { masks: periodMasks(cells, { standing: standingMasks(standing), given }), tables: [] };
  }
  const tablesOf = await soldBefore(client, period, told);
  const masks = periodMasks(cells, { tablesOf, standing: standingMasks(standing) });
  const ownMasks = sectorMasks(cells, masks);
  return {
    masks,
    tables: [...Map.groupBy(cells, ({ part }) => part)].map(([part, own]) => ({
      part,
      period,
      cells: [...tableOf(own).values()],
      masks: ownMasks.get(part) ?? new Map<string, Mask>(),
      before: tablesOf(part)[0],
    })),
  };
}

/** What vendors sold in the months before, by part, the latest first. */
async function soldBefore(
  client: pg.ClientBase,
  month: Month,
  ofParts: readonly Part[],
): Promise<(part: string) => readonly (readonly TableCell[])[]> {
  const months = monthsBefore(month);
  const sold = await readSold(
    client,
    months,
    ofParts.map(({ id }) => id),
  );
  return (part) => months.map((before) => sold.get(`${part}|${before}`) ?? []);
}

const monthsBefore = (month: Month): Month[] =>
  Array.from({ length: monthsRemembered }, (_, back) => addMonths(month, -1 - back));

/** The month that a day withholds alike: its own, or the latest one published while that is open. */
function referenceMonth(day: Day, feedDay: Day): Month {
  let month = monthOf(day);
  while (publicationReached('month', month, feedDay) === 0) month = addMonths(month, -1);
  return month;
}

/** Months whose cells must stand before it is known what a period withholds. */
export const monthsNeeded = (period: string, feedDay: Day): Month[] => {
  if (grainOf(period) === 'month') return monthsBefore(period);
  const month = referenceMonth(period, feedDay);
  return [month, ...monthsBefore(month)];
};

/** Whether what a measure tells of a stream depends on other months. */
export const isMasked = (measure: Measure): boolean =>
  partsOf(measure).some(({ kind }) => kind === 'volume');

/** Streams that are told by day. */
const streamsByDay = new Set(
  volumes.filter(({ grains }) => grains.includes('day')).map(({ stream }) => stream),
);

/** Where a month is withheld, whether by its contributors or by a mask. */
async function withheldInMonths(
  client: pg.ClientBase,
  month: Month,
  ofStreams: ReadonlySet<string>,
  months: WithheldMonths,
): Promise<ReadonlySet<string>> {
  const withheld = new Set<string>();
  for (const stream of [...ofStreams].filter((own) => streamsByDay.has(own))) {
    const name = `${stream}|${month}`;
    const own = months.get(name) ?? (await withheldInMonth(client, stream, month));
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
  const told = volumes.filter((part) => part.stream === stream);
  const cells = volumeCells(month, await readExactCells(client, month, told), told);
  const masks = periodMasks(cells, {
    tablesOf: await soldBefore(client, month, told),
    standing: standingMasks(await standingRows(client, month)),
  });
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
