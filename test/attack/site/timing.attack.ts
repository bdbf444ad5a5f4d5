import { seeded } from '../../support/random.js';
import type { Outcome } from '../outcome.js';
import { ask, type Site } from './site.js';
import { pathOf } from './questions.js';

/** Answers of each kind (privacy.md A4, P20). */
export const samples = 2_000;
/** Largest difference of the means, in standard deviations. */
const largestEffect = 0.2;

/** A published cell of a region and sector, and whether its value is told. */
interface Cell {
  readonly measure: string;
  readonly territory: string;
  readonly sector: string;
  readonly period: string;
  readonly told: boolean;
}

/**
 * P20: how long an answer takes must not tell what is withheld. Cells of the same measures that are
 * told, and that are not, are asked for in turn, each by itself. A measure of time: for a quiet machine,
 * not for `npm test`.
 */
export async function timing(site: Site, seed: number): Promise<Outcome> {
  const random = seeded(seed);
  const pairs = await pairsOf(site);
  const took: Record<'told' | 'withheld', number[]> = { told: [], withheld: [] };
  for (let sample = 0; sample < samples && pairs.length > 0; sample++) {
    const pair = pairs[Math.floor(random() * pairs.length)] ?? [];
    for (const { told, measure, territory, sector, period } of pair) {
      const query = { measure, split: 'region,sector', territory, sector, period };
      const from = performance.now();
      const { status } = await ask(site.urls[0], pathOf(query));
      took[told ? 'told' : 'withheld'].push(performance.now() - from);
      if (status !== 200) return { passed: false, measured: `${status} for ${pathOf(query)}` };
    }
  }
  const effect = effectSize(took.told, took.withheld);
  return {
    passed: pairs.length > 0 && Math.abs(effect) < largestEffect,
    measured: `effect of ${effect.toFixed(3)} over ${took.told.length} answers of each kind, from ${pairs.length} pairs of cells`,
  };
}

/** A told cell beside a withheld one of the same measure and month. */
async function pairsOf({ owner }: Site): Promise<Cell[][]> {
  const { rows } = await owner.query<Cell>(
    `SELECT measure, territory, sector, period, reason = 'ok' AS told FROM published.cell
     WHERE valid_to IS NULL AND cuboid = 'month.region.sector'
       AND reason IN ('ok', 'lt11', 'lt3', 'dominated', 'complement', 'vendor_rule')
     ORDER BY measure, period, territory, sector`,
  );
  return [...Map.groupBy(rows, ({ measure, period }) => `${measure}|${period}`).values()].flatMap(
    (own) => {
      const told = own.filter((cell) => cell.told);
      const withheld = own.filter((cell) => !cell.told);
      return told.slice(0, withheld.length).flatMap((cell, at): Cell[][] => {
        const other = withheld[at];
        if (!other) return [];
        return [at % 2 === 0 ? [cell, other] : [other, cell]];
      });
    },
  );
}

/** Difference of two means in standard deviations (Cohen's d, of Welch's two variances). */
function effectSize(one: readonly number[], other: readonly number[]): number {
  const mean = (all: readonly number[]) => all.reduce((sum, own) => sum + own, 0) / all.length;
  const variance = (all: readonly number[]) => {
    const middle = mean(all);
    return all.reduce((sum, own) => sum + (own - middle) ** 2, 0) / (all.length - 1);
  };
  return (mean(one) - mean(other)) / Math.sqrt((variance(one) + variance(other)) / 2);
}
