import { z } from 'zod';
import { readCsv } from '../files.js';

const territorySchema = z
  .strictObject({
    id: z.string().regex(/^(FR|(REG|DEP)-[0-9AB]{2,3})$/),
    kind: z.enum(['nation', 'region', 'department']),
    code: z.string(),
    name: z.string(),
    region: z.string().transform((value) => (value === '' ? null : value)),
    overseas: z.enum(['true', 'false']).transform((value) => value === 'true'),
    population: z.coerce.number().int().positive(),
  })
  .readonly();

const named = { id: z.string(), name_fr: z.string(), name_en: z.string() };
const sectorSchema = z
  .strictObject({ ...named, disclosure_unit: z.enum(['professional', 'structure']) })
  .readonly();
const generationSchema = z.strictObject({ ...named, rank: z.coerce.number().int() }).readonly();
const ageBandSchema = z.strictObject(named).readonly();
const professionSchema = z.strictObject(named).readonly();
const vendorSchema = z
  .strictObject({
    id: z.string().regex(/^v-[a-z]{3}-\d{2}$/),
    name: z.string(),
    sector: z.string(),
    market_share: z.coerce.number().positive().max(1),
  })
  .readonly();
const releaseSchema = z
  .strictObject({
    id: z.string(),
    vendor: z.string(),
    version: z.string(),
    generation: z.string(),
    released_on: z.iso.date(),
  })
  .readonly();

const publishedFigureSchema = z
  .strictObject({
    id: z.string().regex(/^PF\d{3}$/),
    metric: z.string(),
    definition_en: z.string(),
    /** `national`, the INSEE code of a region, `dept:NN` or `sector:xxx`. */
    scope: z.string(),
    /** A year and month, or a day. */
    period: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
    value: z.coerce.number(),
    unit: z.string(),
    confidence: z.enum(['quoted', 'approx']),
    source: z.string(),
  })
  .readonly();

export type PublishedFigure = z.infer<typeof publishedFigureSchema>;
export type Territory = z.infer<typeof territorySchema>;
export type Sector = z.infer<typeof sectorSchema>;
export type Generation = z.infer<typeof generationSchema>;
export type AgeBand = z.infer<typeof ageBandSchema>;
export type Profession = z.infer<typeof professionSchema>;
export type Vendor = z.infer<typeof vendorSchema>;
export type Release = z.infer<typeof releaseSchema>;

const load = <T>(file: string, schema: z.ZodType<T>): readonly T[] =>
  z.array(schema).parse(readCsv(`reference/${file}`));

/** France, the 18 regions and the 101 departments; `region` is the parent of a department. */
export const territories = load('territories.csv', territorySchema);
export const sectors = load('sectors.csv', sectorSchema);
export const generations = load('generations.csv', generationSchema);
export const ageBands = load('age-bands.csv', ageBandSchema);
/** Codes of the national profession nomenclature, and `structure` where an organisation acts. */
export const professions = load('professions.csv', professionSchema);
/** Fictional products, one per fictional vendor; `market_share` is the share of its sector. */
export const vendors = load('vendors.csv', vendorSchema);
/** Their fictional releases, one per generation that the vendor delivers. */
export const releases = load('releases.csv', releaseSchema);
/** What was published about the rollout, each figure with its source: what the core is held to. */
export const publishedFigures = load('published-figures.csv', publishedFigureSchema);
