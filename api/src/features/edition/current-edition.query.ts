import { current, vintage } from '@vigie/warehouse/schema';
import { eq } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';
import { inUtc } from './in-utc.js';

export interface EditionPointer {
  id: number;
  /** Tells two databases apart in which editions have the same numbers. */
  publishedAt: string;
}

/** The edition that answers come from unless another is named; null before the first. */
export async function currentEdition({ db }: Scope): Promise<EditionPointer | null> {
  const [row] = await db
    .select({ id: vintage.id, publishedAt: inUtc(vintage.publishedAt) })
    .from(current)
    .innerJoin(vintage, eq(vintage.id, current.vintage))
    .limit(1);
  return row ?? null;
}
