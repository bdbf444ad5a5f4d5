import { roles, territoryLevels } from './vocabulary.js';
import { z } from 'zod';

export const bilingualShape = z.object({ fr: z.string(), en: z.string() });
/** An id of a nomenclature with what readers call it. */
export const termShape = z.object({ id: z.string(), label: bilingualShape });
export const roleShape = z.enum(roles);
export const territoryLevelShape = z.enum(territoryLevels);

/** `2026-10`: a calendar month, never an instant. */
export const monthShape = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** `2026-10-31`: a calendar day in Europe/Paris, fixed at the source. */
export const dayShape = z.iso.date();
export const territoryIdShape = z.string().regex(/^(FR|(REG|DEP)-[0-9AB]{2,3})$/);

/** The number of an edition (a vintage), as a query parameter. */
export const editionNumberShape = z.coerce.number().int().positive().max(2_147_483_647).meta({
  description:
    'Édition à lire, l’édition en cours par défaut. / Edition to read, the current one by default.',
});

/** Query of the endpoints that take nothing but an edition: measures, territories, edition. */
export const asOfQueryShape = z.strictObject({ as_of: editionNumberShape.optional() });
export type AsOfQuery = z.infer<typeof asOfQueryShape>;

/** Query of the endpoints that take no parameter at all. */
export const noQueryShape = z.strictObject({});
export type NoQuery = z.infer<typeof noQueryShape>;

/** Stable codes of the errors that the API answers. */
export const errorCodes = [
  'unknown_measure',
  'unknown_dimension',
  'dimension_not_allowed',
  'not_in_lattice',
  'unknown_territory',
  'unknown_category',
  'invalid_period',
  'unknown_edition',
  'edition_withdrawn',
  'unknown_irritant',
  'invalid_reference',
  'too_many_rows',
  'invalid_parameter',
  'unknown_parameter',
  'not_acceptable',
  'sign_in_needed',
  'invalid_token',
  'not_permitted',
  'wrong_origin',
  'too_many_requests',
  'too_long',
  'unknown_vendor',
  'unknown_token',
  'too_many_tokens',
  'not_found',
  'no_edition_yet',
  'unavailable',
  'internal',
] as const;

/** RFC 9457 problem details, with what a reader needs to mend the request. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(errorCodes),
  /** The offending query parameter, where there is one. */
  field: z.string().optional(),
  /** What is allowed instead. */
  allowed: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof problemShape>;
export type ErrorCode = (typeof errorCodes)[number];
