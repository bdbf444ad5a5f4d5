import { z } from 'zod';
import { readCsv } from '../files.js';

/** Rows of a CSV file of this folder, each checked against its schema. */
export const load = <T>(file: string, schema: z.ZodType<T>): readonly T[] =>
  z.array(schema).parse(readCsv(`reference/${file}`));

/** Columns of whatever has a name. */
export const named = { id: z.string(), name_fr: z.string().min(1), name_en: z.string().min(1) };

/** A cell that may be empty. */
export const optional = z.string().transform((value) => (value === '' ? null : value));

/** A cell that holds a number or nothing. */
export const optionalNumber = optional
  .transform((value) => (value === null ? null : Number(value)))
  .pipe(z.number().nullable());

/** A cell of ids separated by spaces. */
export const ids = z
  .string()
  .transform((value): readonly string[] => (value === '' ? [] : value.split(' ')));

/** Names of the columns of a row that no source states: assumptions of ours. */
export const assumed = ids;

/** A month, as `2026-10`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** A month, or a day where one is known. */
export const monthOrDay = z.union([month, z.iso.date()]);
