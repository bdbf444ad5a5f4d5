import { z } from 'zod';
import { assumed, load, month, optional } from './load.js';

const territorySchema = z
  .strictObject({
    id: z.string().regex(/^(FR|(REG|DEP)-[0-9AB]{2,3})$/),
    kind: z.enum(['nation', 'region', 'department']),
    code: z.string(),
    name: z.string(),
    region: optional,
    overseas: z.enum(['true', 'false']).transform((value) => value === 'true'),
    population: z.coerce.number().int().positive(),
  })
  .readonly();
const careSupplySchema = z
  .strictObject({
    territory: z.string(),
    /** General practitioners, liberal ones, liberal doctors of all kinds, or hospitals (`es`). */
    kind: z.enum([
      'gp',
      'gp_liberal',
      'liberal_doctor',
      'es',
      'es_public',
      'es_nonprofit',
      'es_forprofit',
    ]),
    as_of: month,
    count: z.coerce.number().int().nonnegative(),
    assumed,
    source: z.string(),
  })
  .readonly();

/** France, the 18 regions and the 101 departments; `region` is the parent of a department. */
export const territories = load('territories.csv', territorySchema);
/** How many doctors and hospitals there are, where a count is known or assumed. */
export const careSupply = load('care-supply.csv', careSupplySchema);
