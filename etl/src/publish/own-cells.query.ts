import type { Measure } from '@vigie/seeds/catalogue';
import { vendors } from '@vigie/seeds/reference';
import type pg from 'pg';
import { grainOf } from '../calendar/calendar.js';
import { keyColumns } from '../cells/frame.js';
import { portionsOf, type UnitCell } from '../cells/exact-cells.query.js';
import { ownRows, type OwnPlace, type OwnRow, type OwnSource } from './own-rows.js';

/** Of which period, and with what, vendors' own cells are protected. */
export interface OwnEdition extends Pick<OwnSource, 'cellKey' | 'completeness'> {
  readonly period: string;
}

/** What vendors may see of their own in a month, and the truth that it is made of. */
export interface OwnCells {
  readonly rows: readonly OwnRow[];
  readonly portions: OwnSource['portions'];
}

const nothingOwn: OwnCells = { rows: [], portions: () => undefined };

/**
 * Protects what vendors may see of their own in a month, of the measures that are due in it.
 * @param due any of their cuboids, each with the publication that it reached
 */
export async function ownCells(
  client: pg.ClientBase,
  { period, cellKey, completeness }: OwnEdition,
  due: readonly { readonly measure: Measure; readonly publication: number }[],
): Promise<OwnCells> {
  const publications = new Map<Measure, number>();
  for (const { measure, publication } of due) {
    if (grainOf(period) !== 'month' || !measure.own_cuboids) continue;
    publications.set(measure, Math.max(publication, publications.get(measure) ?? 0));
  }
  if (publications.size === 0) return nothingOwn;
  const portions = await readOwnExact(client, period, [...publications.keys()]);
  const rows = [...publications].flatMap(([measure, publication]) =>
    ownRows(measure, { month: period, publication, cellKey, portions, completeness }),
  );
  return { rows, portions };
}

interface ExactRow extends UnitCell, OwnPlace {
  readonly part: string;
  readonly cuboid: string;
}

const sectorOf = new Map(vendors.map(({ id, sector }) => [id, sector]));

/** Exact cells by vendor of a month, of the cuboids and parts that vendors see of their own. */
async function readOwnExact(
  client: pg.ClientBase,
  month: string,
  measures: readonly Measure[],
): Promise<OwnSource['portions']> {
  const parts = measures.flatMap(({ numerator, denominator }) =>
    [numerator, denominator ?? []].flat(),
  );
  const { rows } = await client.query<Omit<ExactRow, 'keySum'> & { keySum: string }>(
    `SELECT part, cuboid, territory, sector, vendor, release, unit, n, sum, x1, x2,
            key_sum::text AS "keySum", expanded, late_x1 AS "lateX1"
     FROM mart.cell
     WHERE period = $1 AND vendor <> '' AND part = ANY($2) AND cuboid = ANY($3)`,
    [month, parts, measures.flatMap(({ own_cuboids: own = [] }) => own)],
  );
  const cells = Map.groupBy(
    rows.map((row) => ({ ...row, keySum: BigInt(row.keySum) })),
    (row) => nameOf(row.part, row.cuboid, row),
  );
  const some = new Set(rows.map(({ part, vendor }) => `${part}|${sectorOf.get(vendor) ?? ''}`));
  return (part, cuboid, place) => {
    const sector = sectorOf.get(place.vendor) ?? '';
    if (!some.has(`${part.id}|${sector}`)) return undefined;
    return portionsOf(part, sector, cells.get(nameOf(part.id, cuboid, place)));
  };
}

const nameOf = (part: string, cuboid: string, place: OwnPlace): string =>
  [part, cuboid, place.territory, place.sector, place.vendor, place.release].join('|');

const texts = ['vendor', 'release', 'measure', 'cuboid', 'territory', 'sector', 'reason'] as const;
const numbers = ['value', 'numerator', 'denominator', 'bin', 'bins'] as const;
const empty = keyColumns.filter((column) => column !== 'sector');
const rowsPerStatement = 5_000;

/** Writes vendors' own rows of a month, in the place of what stands of their measures. */
export async function writeOwnRows(
  client: pg.ClientBase,
  { month, vintage }: { month: string; vintage: number },
  rows: readonly OwnRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `UPDATE published.own_cell SET valid_to = $1
     WHERE valid_to IS NULL AND period = $2 AND measure = ANY($3)`,
    [vintage, month, [...new Set(rows.map(({ measure }) => measure))]],
  );
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    const chunk = rows.slice(from, from + rowsPerStatement);
    const column = <T>(pick: (row: OwnRow) => T): T[] => chunk.map(pick);
    await client.query(
      `INSERT INTO published.own_cell (period, valid_from, ${empty.join(', ')},
         ${texts.join(', ')}, ${numbers.join(', ')}, provisional, errata, publication)
       SELECT $1, $2, ${empty.map(() => "''").join(', ')}, *
       FROM unnest(${texts.map((_, at) => `$${at + 3}::text[]`).join(', ')},
         ${numbers.map((_, at) => `$${at + 3 + texts.length}::float8[]`).join(', ')},
         $15::bool[], $16::bool[], $17::int2[])`,
      [
        ...[month, vintage],
        ...texts.map((name) => column((row) => row[name])),
        ...numbers.map((name) => column((row) => row[name] ?? null)),
        column((row) => row.provisional),
        column(({ publication }) => publication > 3),
        column((row) => row.publication),
      ],
    );
  }
}
