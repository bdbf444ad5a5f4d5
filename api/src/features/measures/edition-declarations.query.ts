import { definition, vintageDefinition } from '@vigie/warehouse/schema';
import { desc, eq, lte } from 'drizzle-orm';
import { type Scope } from '../../access/scope.js';
import { type Declaration, declarationShape } from './declaration.js';

/**
 * The declaration of every measure as an edition used it, by id. A measure that the edition did
 * not touch keeps the declaration of the last edition that did.
 */
export async function editionDeclarations(
  { db }: Scope,
  edition: number,
): Promise<Map<string, Declaration>> {
  const rows = await db
    .selectDistinctOn([vintageDefinition.measure], { body: definition.body })
    .from(vintageDefinition)
    .innerJoin(definition, eq(definition.hash, vintageDefinition.hash))
    .where(lte(vintageDefinition.vintage, edition))
    .orderBy(vintageDefinition.measure, desc(vintageDefinition.vintage));
  const declarations = rows.map((row) => declarationShape.parse(row.body));
  return new Map(declarations.map((declaration) => [declaration.id, declaration]));
}
