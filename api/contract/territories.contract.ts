import { z } from 'zod';
import { territoryIdShape, territoryLevelShape } from './common.contract.js';

export const territoryShape = z.object({
  id: territoryIdShape,
  kind: territoryLevelShape,
  code: z.string(),
  name: z.string(),
  /** Parent region of a department, else null. */
  region: territoryIdShape.nullable(),
  overseas: z.boolean(),
  population: z.int(),
});

/** `GET /v1/territories`. */
export const territoriesShape = z.object({ territories: z.array(territoryShape) });
export type TerritoryDescription = z.infer<typeof territoryShape>;
export type Territories = z.infer<typeof territoriesShape>;
