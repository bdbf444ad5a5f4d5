import { measures, type Measure } from '@vigie/seeds/catalogue';
import { sectors, vendors } from '@vigie/seeds/reference';
import { example, type Outcome } from '../outcome.js';
import type { Site } from './site.js';

/** What each vendor sold in a cell of a part, and to how many. */
interface Sold {
  readonly vendor: string;
  readonly n: number;
  readonly sum: number;
}

interface Told {
  readonly measure: string;
  readonly period: string;
  readonly territory: string;
  readonly sector: string;
  readonly generation: string;
}

const markets: readonly Measure[] = measures.filter(({ disclosure_units: units }) =>
  units.includes('vendor'),
);
/** Others that a quantile needs, seen by any vendor among them (privacy.md A3.6). */
const fewestOthers = { first_quartile: 12, median: 7, third_quartile: 12 } as const;

/**
 * P14 in market cells that are published: every vendor takes its own from each, and counts who else is
 * there; bands are means over enough others.
 */
export async function marketInsider({ owner }: Site): Promise<Outcome> {
  const { rows } = await owner.query<Told>(
    `SELECT measure, period, territory, sector, generation FROM published.cell
     WHERE measure = ANY($1) AND valid_to IS NULL AND value IS NOT NULL`,
    [markets.map(({ id }) => id)],
  );
  const wrong: string[] = [];
  let pairs = 0;
  for (const row of rows) {
    const measure = markets.find(({ id }) => id === row.measure);
    if (!measure) continue;
    for (const part of [measure.numerator, measure.denominator ?? measure.numerator]) {
      const sold = await soldIn({ owner }, part, row);
      pairs += sold.length;
      const isTold =
        measure.quantile === undefined
          ? isBounded(sold)
          : part === measure.denominator && activeOf(sold) <= fewestOthers[measure.quantile];
      if (isTold) wrong.push(`${row.measure} ${row.period} ${row.territory} ${row.sector}`);
    }
  }
  return {
    passed: rows.length > 0 && pairs > 0 && wrong.length === 0,
    measured: `${wrong.length} of ${rows.length} market cells and bands tell a vendor, ${pairs} pairs${example(wrong)}`,
  };
}

async function soldIn(
  { owner }: Pick<Site, 'owner'>,
  part: string,
  { period, territory, sector, generation }: Told,
): Promise<Sold[]> {
  const level = territory === 'FR' ? 'nation' : 'region';
  const cuboid = [...(generation === '' ? [] : ['generation']), 'month', level, 'sector', 'vendor'];
  const { rows } = await owner.query<{ vendor: string; n: string; sum: string }>(
    `SELECT vendor, sum(n) AS n, sum(sum) AS sum FROM mart.cell
     WHERE part = $1 AND cuboid = $2 AND period = $3 AND territory = $4
       AND ($5 = '' OR sector = $5) AND generation = $6 GROUP BY vendor`,
    [part, cuboid.join('.'), period, territory, sector, generation],
  );
  return rows.map(({ vendor, n, sum }) => ({ vendor, n: Number(n), sum: Number(sum) }));
}

/** Whether a vendor that takes its own away bounds the largest other within 15 %, or few are there. */
function isBounded(sold: readonly Sold[]): boolean {
  const whole = sold.reduce((total, { sum }) => total + sum, 0);
  if (sold.some(({ sum }) => sum > 0.85 * whole) || activeOf(sold) < 4) return true;
  return sold.some(({ vendor, sum: own }) => {
    const others = sold.filter((one) => one.vendor !== vendor).map(({ sum }) => sum);
    return whole - own < 1.15 * Math.max(0, ...others);
  });
}

/** Vendors with enough contributors to count: eleven professionals, three structures. */
const activeOf = (sold: readonly Sold[]): number =>
  sold.filter(({ vendor, n }) => {
    const own = vendors.find(({ id }) => id === vendor)?.sector;
    const unit = sectors.find(({ id }) => id === own)?.disclosure_unit;
    return n >= (unit === 'structure' ? 3 : 11);
  }).length;
