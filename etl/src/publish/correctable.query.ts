import { measures } from '@vigie/seeds/catalogue';
import { OperatorError } from '@vigie/warehouse';
import type pg from 'pg';
import { grainOf } from '../calendar/calendar.js';
import type { Due } from './due.query.js';
import { cuboidsOf } from '../cells/made-of.js';

/**
 * The cuboids of a measure's period that were final and have been flagged since, as a fourth
 * publication of them.
 * @throws OperatorError where there is none, or where there was a fourth publication already
 */
export async function correctable(
  client: pg.ClientBase,
  measureId: string,
  period: string,
): Promise<Due[]> {
  const measure = measures.find(({ id }) => id === measureId);
  if (!measure) throw new OperatorError(`There is no measure ${measureId}.`);
  const { rows } = await client.query<{ cuboid: string; flagged: boolean; publication: number }>(
    `SELECT p.cuboid, max(p.publication) AS publication,
       EXISTS (SELECT FROM published.cell c WHERE c.measure = $1 AND c.period = $2
                 AND c.cuboid = p.cuboid AND c.valid_to IS NULL AND c.errata) AS flagged
     FROM published.publication p WHERE p.measure = $1 AND p.period = $2 GROUP BY p.cuboid`,
    [measureId, period],
  );
  if (rows.some(({ publication }) => publication > 3)) {
    throw new OperatorError(
      `${measureId} of ${period} was published a fourth time already: there is no fifth.`,
    );
  }
  const flagged = new Set(rows.filter((row) => row.flagged).map(({ cuboid }) => cuboid));
  const due = cuboidsOf(measure, grainOf(period))
    .filter(({ id }) => flagged.has(id))
    .map((cuboid) => ({ measure, cuboid, period, publication: 4 }));
  if (due.length === 0) {
    throw new OperatorError(
      `Nothing of ${measureId} in ${period} changed after it was final: "etl errata" lists what did.`,
    );
  }
  return due;
}
