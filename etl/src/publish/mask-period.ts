import type { Part } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import { grainOf, type Day, type Month } from '../calendar/calendar.js';
import type { CellRow } from '../cells/cell-row.js';
import { readExactCells, type ExactCells } from '../cells/exact-cells.query.js';
import { familyOf } from '../cells/selection.js';
import type { GatedTable } from '../gates/index.js';
import type { Mask } from '../protect/index.js';
import {
  periodMasks,
  readSold,
  sectorMasks,
  tableOf,
  type PartCell,
  type TableCell,
} from '../vendors/index.js';
import { monthsBefore, referenceMonth } from './months-needed.js';
import { standingMasks, standingRows } from './standing.query.js';
import { volumeCells, volumes } from './volume-cells.js';

/** What the rules on vendors and their complements withhold in a period. */
export interface PeriodMasks {
  /** By the cells' names. */
  readonly masks: ReadonlyMap<string, Mask>;
  /** The sector tables of a month, for those who audit them; none of a day. */
  readonly tables: readonly GatedTable[];
}

/** Places that a stream's months withhold, by stream and month, while an edition is written. */
export type WithheldMonths = Map<string, ReadonlySet<string>>;

/** What is known where it is worked out what a period withholds. */
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
  const kept = standingMasks(standing);
  if (grainOf(period) === 'month') {
    const { cells, masks, tablesOf } = await maskMonth(client, period, exact, kept, ofStreams);
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
  const cells = volumeCells(period, exact, volumesOf(ofStreams));
  const month = referenceMonth(period, feedDay);
  const withheld = await withheldInMonths(client, month, ofStreams, months);
  const given = new Map(
    cells
      .filter((cell) => withheld.has(placeOf(cell)))
      .map(({ id }) => [id, 'complement' as const]),
  );
  return { masks: periodMasks(cells, { standing: kept, given }), tables: [] };
}

interface MaskedMonth {
  readonly cells: readonly PartCell[];
  readonly masks: ReadonlyMap<string, Mask>;
  readonly tablesOf: (part: string) => readonly (readonly TableCell[])[];
}

/**
 * What a month of some streams withholds. Those whose figures others break down come first, whether
 * they are published now or not: what they withhold does not depend on the others.
 */
async function maskMonth(
  client: pg.ClientBase,
  month: Month,
  exact: ExactCells,
  standing: ReadonlyMap<string, Mask>,
  ofStreams: ReadonlySet<string>,
): Promise<MaskedMonth> {
  const families = new Set([...ofStreams].map(familyOf));
  const told = volumesOf(new Set([...ofStreams, ...families]));
  const tablesOf = await soldBefore(client, month, told);
  const cells = volumeCells(month, exact, told);
  const isAbove = ({ stream }: PartCell): boolean => families.has(stream);
  const above = cells.filter(isAbove);
  const given = periodMasks(above, { tablesOf, standing });
  const below = cells.filter((cell) => !isAbove(cell));
  const masks = periodMasks(below, { tablesOf, standing, given, above });
  const isAsked = ({ stream }: PartCell): boolean => ofStreams.has(stream);
  return { cells: cells.filter(isAsked), masks, tablesOf };
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
  const asked = new Set([stream]);
  const told = volumesOf(new Set([stream, familyOf(stream)]));
  const exact = await readExactCells(client, month, told);
  const standing = standingMasks(await standingRows(client, month));
  const { cells, masks } = await maskMonth(client, month, exact, standing, asked);
  return new Set(
    cells
      .filter(({ id, reason }) => masks.has(id) || reason === 'dominated' || reason === 'lt3')
      .map(placeOf),
  );
}

/** Parts of volumes of some streams. */
const volumesOf = (ofStreams: ReadonlySet<string>): Part[] =>
  volumes.filter(({ stream }) => ofStreams.has(stream));

const placeOf = ({ part, territory, values }: PartCell): string =>
  [part, territory, ...Object.values(values)].join('|');
