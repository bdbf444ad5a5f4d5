import { z } from 'zod';
import { ids, load, month, named, optional } from './load.js';

const sectorSchema = z
  .strictObject({ ...named, disclosure_unit: z.enum(['professional', 'structure']) })
  .readonly();
const generationSchema = z.strictObject({ ...named, rank: z.coerce.number().int() }).readonly();
const share = z.coerce.number().positive().max(1);
const vendorSchema = z
  .strictObject({
    id: z.string().regex(/^v-[a-z]{3}-\d{2}$/),
    name: z.string(),
    sector: z.string(),
    market_share: share,
  })
  .readonly();
const releaseSchema = z
  .strictObject({
    id: z.string(),
    vendor: z.string(),
    version: z.string(),
    generation: z.string(),
    released_on: z.iso.date(),
    /** Levers that it brings, beyond those of the vendor's earlier releases. */
    levers: ids,
    /** Irritants and sub-irritants that it removes from this version on. */
    fixes: ids,
  })
  .readonly();
const operatorSchema = z
  .strictObject({
    id: z.string().regex(/^o-\d{2}$/),
    name: z.string(),
    share,
    focus: z.enum(['personal', 'organisation']),
    /** Month from which software can reach its mailboxes through the common interface. */
    lps_api_from: optional.pipe(month.nullable()),
  })
  .readonly();
const solutionSchema = z
  .strictObject({
    id: z.string().regex(/^s-\d{3}$/),
    sector: z.string(),
    referenced_on: month,
    company: z.string().regex(/^c-\d{3}$/),
  })
  .readonly();

/** The six sectors, and whether professionals or structures count as contributors in each. */
export const sectors = load('sectors.csv', sectorSchema);
/** Generations of software by rank; the first is before Ségur. */
export const generations = load('generations.csv', generationSchema);
/** Fictional products, one per fictional vendor; `market_share` is the share of its sector. */
export const vendors = load('vendors.csv', vendorSchema);
/** Their fictional releases, one per generation that the vendor delivers. */
export const releases = load('releases.csv', releaseSchema);
/** Fictional operators of MSSanté mailboxes. */
export const operators = load('operators.csv', operatorSchema);
/** Fictional solutions of wave 1 with the month in which they were referenced. */
export const solutions = load('solutions.csv', solutionSchema);
