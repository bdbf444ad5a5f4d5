import { definition, vintageDefinition } from '@vigie/warehouse/schema';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Scope } from '../../access/scope.js';

/** What a value of the measure depends on; labels, cuboids, targets and reviews change none. */
const meaningShape = z.object({
  version: z.int(),
  kind: z.string(),
  numerator: z.string().optional(),
  denominator: z.string().optional(),
  times: z.int().optional(),
  quantile: z.string().optional(),
  disclosure_units: z.array(z.string()).optional(),
});

/** What a measure meant in each edition that declared it: equal texts mean the same. */
export async function meaningsOf({ db }: Scope, measure: string): Promise<Map<number, string>> {
  const rows = await db
    .select({ edition: vintageDefinition.vintage, body: definition.body })
    .from(vintageDefinition)
    .innerJoin(definition, eq(definition.hash, vintageDefinition.hash))
    .where(eq(vintageDefinition.measure, measure));
  return new Map(
    rows.map(({ edition, body }) => [edition, JSON.stringify(meaningShape.parse(body))]),
  );
}
