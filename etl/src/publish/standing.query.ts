import { measures } from '@vigie/seeds/catalogue';
import type pg from 'pg';
import { grainOf } from '../calendar/calendar.js';
import type { CellRow } from '../cells/cell-row.js';
import { cellName, keyColumns } from '../cells/frame.js';
import { cuboidById, cuboidsOf, measureById, partsOf } from '../cells/made-of.js';
import type { Mask } from '../protect/index.js';
import { isMarket } from './market.js';

/** What readers see of a period until something is published in its place. */
export async function standingRows(client: pg.ClientBase, period: string): Promise<CellRow[]> {
  const pairs = pairsOf(grainOf(period));
  const { rows } = await client.query<CellRow>(
    `SELECT c.measure, c.cuboid, c.period, c.territory, ${keyColumns.map((name) => `c.${name}`).join(', ')},
            c.value, c.numerator, c.denominator, c.reason, c.provisional, c.errata, c.publication,
            c.valid_from AS "validFrom"
     FROM unnest($2::text[], $3::text[]) AS d(measure, cuboid)
     JOIN published.cell c ON c.measure = d.measure AND c.cuboid = d.cuboid
     WHERE c.period = $1 AND c.valid_to IS NULL`,
    [period, pairs.map(({ measure }) => measure.id), pairs.map(({ cuboid }) => cuboid.id)],
  );
  return rows;
}

const pairsOf = (grain: 'day' | 'month') =>
  measures.flatMap((measure) => cuboidsOf(measure, grain).map((cuboid) => ({ measure, cuboid })));

/**
 * Cells of parts that published rows withhold for the sake of vendors or of other cells, and that none
 * of them tells: they stay withheld, or the next publication would tell what this one hides.
 */
export function standingMasks(rows: readonly CellRow[]): Map<string, Mask> {
  const masks = new Map<string, Mask>();
  const places = new Set<string>();
  for (const row of rows) {
    const { reason } = row;
    if (!isMask(reason)) continue;
    const names = namesOf(row);
    // A ratio tells the worse of its parts: the stricter mask wins, whichever row comes first.
    for (const name of names) if (masks.get(name) !== 'vendor_rule') masks.set(name, reason);
    if (names.length > 0) places.add(placeOf(row));
  }
  for (const row of rows) {
    if (row.reason !== 'ok' || !places.has(placeOf(row))) continue;
    for (const name of namesOf(row)) masks.delete(name);
  }
  return masks;
}

const placeOf = ({ cuboid, territory }: CellRow): string => `${cuboid} ${territory}`;

/** Cells of parts that a row tells or withholds; a market's is withheld by a rule of its own. */
function namesOf(row: CellRow): string[] {
  const measure = measureById.get(row.measure);
  const cuboid = cuboidById.get(row.cuboid);
  if (!measure || !cuboid || measure.kind === 'quantile') return [];
  if (isMarket(measure) && row.reason !== 'ok') return [];
  return partsOf(measure).map((part) => cellName(part, cuboid, row));
}

const isMask = (reason: string): reason is Mask =>
  reason === 'vendor_rule' || reason === 'complement';
