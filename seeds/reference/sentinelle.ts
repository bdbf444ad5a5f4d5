import { z } from 'zod';
import { assumed, ids, load, named, optional } from './load.js';

const tracked = {
  ...named,
  /** Step of the professional's path that it holds up or helps, of the dimension `stage`. */
  stage: z.string(),
  /** Who can act on it, of the dimension `owner`. */
  owner: z.string(),
  assumed,
  source: z.string(),
};
const irritantSchema = z
  .strictObject({
    ...tracked,
    id: z.string().regex(/^(IRR-[1-7]|SUB-\d{2})$/),
    /** The irritant of a sub-irritant. */
    parent: optional,
  })
  .readonly();
const barrierSchema = z
  .strictObject({
    ...tracked,
    id: z.string().regex(/^BAR-\d{2}$/),
    stage: z.enum(['ordered', 'installed', 'ins_qualified', 'sent']),
    irritant: z.string(),
    /** Levers that clear it. */
    cleared_by: ids,
  })
  .readonly();
const leverSchema = z
  .strictObject({
    ...tracked,
    id: z.string().regex(/^LEV-\d{2}$/),
    kind: z.enum(['release', 'national', 'programme', 'campaign']),
  })
  .readonly();

/** The seven irritants that Sentinelle follows, then their sub-irritants. */
export const irritants = load('irritants.csv', irritantSchema);
/** What stops a professional at each step between ordering and sending. */
export const barriers = load('barriers.csv', barrierSchema);
/** What is done about it: the five priority optimisations first. */
export const levers = load('levers.csv', leverSchema);
