import { z } from 'zod';

const day = z.iso.date();
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Answer of `GET /feeds`, as much of it as the etl relies on. */
export const manifestSchema = z.object({
  world: z.string().min(1),
  simulated: z.boolean(),
  seed: z.string(),
  scenario: z.string(),
  scale: z.number().positive().max(1),
  feed_day: day,
  history_from: month,
  strata: z.array(z.object({ id: z.string(), factor: z.number().positive() })).min(1),
  streams: z.array(
    z.object({
      name: z.string(),
      schema_version: z.int(),
      watermark: z.object({ day, closed_month: month.nullable() }),
      rows: z.object({ month: z.int(), day: z.int() }).partial(),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;

const register = <T extends z.ZodType>(row: T) =>
  z.object({ name: z.string(), rows: z.array(row) });

/** Answers of `GET /registers/{name}`. */
export const registerSchemas = {
  vendors: register(z.object({ id: z.string(), name: z.string(), sector: z.string() })),
  releases: register(
    z.object({
      id: z.string(),
      vendor: z.string(),
      version: z.string(),
      generation: z.string(),
      released_on: day,
    }),
  ),
  submitters: register(
    z.object({
      id: z.string(),
      kind: z.enum(['vendor', 'national']),
      stream: z.string(),
      sector: z.string().nullable(),
      expected_from: month,
    }),
  ),
};
export type Registers = {
  [name in keyof typeof registerSchemas]: z.infer<(typeof registerSchemas)[name]>['rows'];
};
