import type { Measure, Part } from '@vigie/seeds/catalogue';
import { vendors } from '@vigie/seeds/reference';
import type pg from 'pg';
import { together, type ExactCell, type Portions, type Unit } from '../protect/index.js';
import { keyColumns } from '../cells/frame.js';
import { unitsOf } from '../cells/units.js';
import { ownRows, type OwnPlace, type OwnRow, type OwnSource } from './own-rows.js';

/** Where and with what vendors' own cells of a period are published. */
export interface OwnEdition extends Pick<OwnSource, 'cellKey' | 'completeness'> {
  readonly period: string;
  readonly vintage: number;
}

/**
 * Publishes what vendors may see of their own in a month, of the measures that are due in it.
 * @param due any of their cuboids, each with the publication that it reached
 */
export async function publishOwnCells(
  client: pg.ClientBase,
  { period, vintage, cellKey, completeness }: OwnEdition,
  due: readonly {
    readonly measure: Measure;
    readonly publication: number;
    readonly isFirst: boolean;
  }[],
): Promise<void> {
  const publications = new Map<Measure, number>();
  for (const { measure, publication } of due) {
    if (period.length !== 7 || !measure.own_cuboids) continue;
    publications.set(measure, Math.max(publication, publications.get(measure) ?? 0));
  }
  if (publications.size === 0) return;
  const portions = await readOwnExact(client, period, [...publications.keys()]);
  const rows = [...publications].flatMap(([measure, publication]) =>
    ownRows(measure, { month: period, publication, cellKey, portions, completeness }),
  );
  const published = due.filter(({ isFirst }) => !isFirst).map(({ measure }) => measure.id);
  await writeOwnRows(client, { month: period, vintage }, rows, [...new Set(published)]);
}

interface ExactRow extends ExactCell, OwnPlace {
  readonly part: string;
  readonly cuboid: string;
  readonly unit: '' | 'professional' | 'structure';
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
    return portionsOf(part, sector, cells.get(nameOf(part.id, cuboid, place)) ?? []);
  };
}

const nameOf = (part: string, cuboid: string, place: OwnPlace): string =>
  [part, cuboid, place.territory, place.sector, place.vendor, place.release].join('|');

/** Rows by the units that the part has in the vendor's sector, each with its contributors. */
function portionsOf(part: Part, sector: string, rows: readonly ExactRow[]): Portions {
  const units = unitsOf(part, sector);
  const unitOf = ({ unit }: ExactRow): Unit => {
    if (unit === '') return units[0] ?? 'person';
    return unit === 'structure' ? 'structure' : 'person';
  };
  return Object.fromEntries(
    units.map((unit) => [
      unit,
      together(Object.fromEntries(rows.filter((row) => unitOf(row) === unit).entries())),
    ]),
  );
}

const texts = ['vendor', 'release', 'measure', 'cuboid', 'territory', 'sector', 'reason'] as const;
const numbers = ['value', 'numerator', 'denominator', 'bin', 'bins'] as const;
const empty = keyColumns.filter((column) => column !== 'sector');
const rowsPerStatement = 5_000;

/** Writes vendors' own rows of a month, in the place of those of the measures already published. */
export async function writeOwnRows(
  client: pg.ClientBase,
  { month, vintage }: { month: string; vintage: number },
  rows: readonly OwnRow[],
  published: readonly string[],
): Promise<void> {
  if (published.length > 0) {
    await client.query(
      `UPDATE published.own_cell SET valid_to = $1
       WHERE valid_to IS NULL AND period = $2 AND measure = ANY($3)`,
      [vintage, month, published],
    );
  }
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
