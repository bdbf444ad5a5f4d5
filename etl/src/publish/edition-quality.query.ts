import { cuboids, measures } from '@vigie/seeds/catalogue';
import type pg from 'pg';

/**
 * What protection costs a reader (privacy.md A1.4, A1.11), over the last closed months of the flows
 * that are told by day.
 */
export interface EditionQuality {
  /** Closed months that were looked at. */
  months: number;
  /** What of region × sector × month is withheld, by measure and, as `all`, of them together. */
  masked: Record<string, Masked>;
  /** Median of |published ÷ exact − 1| over all sectors, in percent, by level of territory. */
  error: Record<string, number>;
}

/** Shares in percent of cells, and of the exact volume in them; `unit` without the rules on vendors. */
export interface Masked {
  cells_unit: number;
  cells: number;
  volume_unit: number;
  volume: number;
}

const monthsLookedAt = 24;
export const all = 'all';
const byDay = new Set(cuboids.filter(({ grain }) => grain === 'day').map(({ id }) => id));
const flows = measures.filter(
  (measure) => measure.kind === 'count' && measure.cuboids.some((id) => byDay.has(id)),
);

interface Cell {
  measure: string;
  cuboid: string;
  period: string;
  territory: string;
  sector: string;
}
interface Shown extends Cell {
  value: number | null;
  reason: string;
}

/** Counts it over what stands at the end of a publish, inside its transaction. */
export async function editionQuality(client: pg.ClientBase): Promise<EditionQuality> {
  const closed = await client.query<{ period: string }>(
    `SELECT DISTINCT period FROM published.publication
     WHERE publication >= 3 AND cuboid = 'month.nation' AND measure = ANY($1)
     ORDER BY period DESC LIMIT $2`,
    [flows.map(({ id }) => id), monthsLookedAt],
  );
  const where = [closed.rows.map(({ period }) => period), Object.keys(levels)];
  const { rows: shown } = await client.query<Shown>(
    `SELECT measure, cuboid, period, territory, sector, value, reason FROM published.cell
     WHERE valid_to IS NULL AND period = ANY($1) AND cuboid = ANY($2) AND measure = ANY($3)
       AND reason NOT IN ('not_received', 'not_expected', 'not_applicable', 'structural_zero')`,
    [...where, flows.map(({ id }) => id)],
  );
  const { rows: exact } = await client.query<Cell & { volume: number }>(
    `SELECT f.measure, m.cuboid, m.period, m.territory, m.sector, sum(m.expanded) AS volume
     FROM mart.cell m JOIN unnest($3::text[], $4::text[]) AS f(measure, part) ON f.part = m.part
     WHERE m.period = ANY($1) AND m.cuboid = ANY($2)
     GROUP BY 1, 2, 3, 4, 5`,
    [...where, flows.map(({ id }) => id), flows.map(({ numerator }) => numerator)],
  );
  const volumes = new Map(exact.map((cell) => [nameOf(cell), cell.volume]));
  const cells = shown.map((cell) => ({ ...cell, volume: volumes.get(nameOf(cell)) ?? 0 }));
  const crossed = cells.filter(({ cuboid }) => levels[cuboid] === undefined);
  const whole = cells.filter(({ cuboid }) => levels[cuboid] !== undefined);
  return {
    months: closed.rows.length,
    masked: Object.fromEntries(
      [...Map.groupBy(crossed, ({ measure }) => measure), [all, crossed] as const]
        .filter(([, own]) => own.length > 0)
        .map(([name, own]) => [name, maskedOf(own)]),
    ),
    error: Object.fromEntries(
      [...Map.groupBy(whole, ({ cuboid }) => levels[cuboid] ?? '')].map(([level, own]) => [
        level,
        medianError(own),
      ]),
    ),
  };
}

const nameOf = ({ measure, cuboid, period, territory, sector }: Cell): string =>
  [measure, cuboid, period, territory, sector].join('|');

/** Cuboids that are looked at, with the level that the error is told of. */
const levels: Readonly<Record<string, string | undefined>> = {
  'month.nation': 'nation',
  'month.region': 'region',
  'department.month': 'department',
  'month.region.sector': undefined,
};

const byUnit = new Set(['lt11', 'lt3', 'dominated']);
const byVendor = new Set(['vendor_rule', 'complement']);

function maskedOf(cells: readonly { reason: string; volume: number }[]): Masked {
  const unit = cells.filter(({ reason }) => byUnit.has(reason));
  const masked = [...unit, ...cells.filter(({ reason }) => byVendor.has(reason))];
  const volumeOf = (some: readonly { volume: number }[]): number =>
    some.reduce((sum, { volume }) => sum + volume, 0);
  return {
    cells_unit: percent(unit.length, cells.length),
    cells: percent(masked.length, cells.length),
    volume_unit: percent(volumeOf(unit), volumeOf(cells)),
    volume: percent(volumeOf(masked), volumeOf(cells)),
  };
}

const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Number(((100 * part) / whole).toFixed(1));

function medianError(cells: readonly { value: number | null; volume: number }[]): number {
  const errors = cells
    .flatMap(({ value, volume }) => (value === null ? [] : [Math.abs(value / volume - 1)]))
    .sort((a, b) => a - b);
  const middle = errors.length >> 1;
  const median =
    errors.length % 2 === 1
      ? (errors[middle] ?? 0)
      : ((errors[middle - 1] ?? 0) + (errors[middle] ?? 0)) / 2;
  return Number((100 * median).toFixed(2));
}
