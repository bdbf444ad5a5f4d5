import { categoryIds, cuboids, measures, parts, type Part } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import { categoryColumn } from './category-column.js';
import {
  oracleFigure,
  oraclePart,
  unitsOfPart,
  type LateCell,
  type OraclePart,
} from './published-oracle.js';

export interface Check {
  /** Published cells that were compared, and those among them with a value. */
  readonly compared: number;
  readonly valued: number;
  /** Cells hidden for vendors' sake, which this oracle does not work out. */
  readonly masked: number;
  readonly wrong: readonly string[];
}

const columns = categoryIds.map(categoryColumn);
/** Decided by what was submitted, or by the rules on vendors: other oracles' matters. */
const absent: ReadonlySet<string> = new Set(['not_received', 'not_expected']);
const masks: ReadonlySet<string> = new Set(['vendor_rule', 'complement']);

type Row = Readonly<Record<string, string | number | null>>;

/**
 * Protects the exact cells of a period anew and compares with everything that is published of it, but
 * for quantiles over vendors.
 * @param secret bytes of the key that was published with
 */
export async function checkPublished(
  owner: pg.ClientBase,
  period: string,
  secret: Buffer,
): Promise<Check> {
  const exact = await exactRows(owner, period);
  const { rows } = await owner.query<Row>(
    `SELECT measure, cuboid, territory, ${columns.join(', ')}, value, numerator, denominator, reason
     FROM published.cell WHERE period = $1 AND valid_to IS NULL`,
    [period],
  );
  const check = { compared: 0, valued: 0, masked: 0 };
  const wrong: string[] = [];
  for (const row of rows) {
    const measure = measures.find(({ id }) => id === row['measure']);
    if (!measure || measure.kind === 'quantile' || absent.has(text(row, 'reason'))) continue;
    const [above, below] = [measure.numerator, measure.denominator].map((id) =>
      id === undefined ? undefined : partOf(id, row, exact, secret),
    );
    if (!above) continue;
    check.compared++;
    const expected = oracleFigure(measure, above, below);
    if (masks.has(text(row, 'reason'))) {
      check.masked++;
      // Of a volume whose contributors would let it be told.
      const isOpen = [above, below].some((one) => one?.isVolume === true && one.isOpen);
      if (isOpen && row['value'] === null) continue;
    }
    if (row['value'] !== null) check.valued++;
    const found = ['value', 'numerator', 'denominator', 'reason'].map((name) => row[name]);
    const wanted = [expected.value, expected.numerator, expected.denominator, expected.reason];
    if (found.join() !== wanted.join()) {
      wrong.push(`${placeOf(row)} of ${measure.id}: ${found.join()} is not ${wanted.join()}`);
    }
  }
  return { ...check, wrong };
}

const text = (row: Row, name: string): string => String(row[name] ?? '');
const placeOf = (row: Row): string =>
  ['cuboid', 'territory', ...columns].map((name) => text(row, name)).join('|');

async function exactRows(
  owner: pg.ClientBase,
  period: string,
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const { rows } = await owner.query<Row>(
    `SELECT part, cuboid, territory, ${columns.join(', ')}, unit, n, sum, x1, x2,
            key_sum::text AS key_sum, expanded::float8 AS expanded, late_x1
     FROM mart.cell WHERE period = $1 AND vendor = '' AND release = ''`,
    [period],
  );
  return Map.groupBy(rows, (row) => `${text(row, 'part')}|${placeOf(row)}`);
}

function partOf(
  id: string,
  row: Row,
  exact: ReadonlyMap<string, readonly Row[]>,
  secret: Buffer,
): OraclePart {
  const part = parts.find((one) => one.id === id);
  if (!part) throw new Error(`no part ${id}`);
  const units = unitsOfPart(part, text(row, 'sector'));
  const cells = new Map<(typeof units)[number], LateCell>();
  for (const own of exact.get(`${id}|${placeOf(row)}`) ?? []) {
    const unit = text(own, 'unit') === 'structure' ? 'structure' : 'person';
    const [only] = units;
    cells.set(units.length === 1 && only ? only : unit, {
      n: Number(own['n']),
      sum: Number(own['sum']),
      x1: Number(own['x1']),
      x2: Number(own['x2']),
      keySum: BigInt(text(own, 'key_sum')),
      expanded: Number(own['expanded']),
      lateX1: Number(own['late_x1']),
    });
  }
  return oraclePart(part, units, cells, secret, columnOf(part, row));
}

/** The one column of a wide part that a cell is made of, where its cuboid tells them apart. */
function columnOf({ by }: Part, row: Row): string | undefined {
  const cuboid = cuboids.find(({ id }) => id === row['cuboid']);
  if (!by || !cuboid?.categories.includes(by.dimension)) return undefined;
  return text(row, categoryColumn(by.dimension));
}
