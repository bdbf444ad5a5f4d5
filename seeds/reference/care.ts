import { z } from 'zod';
import { ids, load, named } from './load.js';

const namedSchema = z.strictObject(named).readonly();
const sourcedSchema = z.strictObject({ ...named, source: z.string() }).readonly();
const documentTypeSchema = z
  .strictObject({
    ...named,
    /** Sectors whose professionals or structures produce it. */
    sectors: ids,
    kind: z.enum(['prescription', 'report', 'letter', 'summary', 'other']),
    source: z.string(),
  })
  .readonly();

/** Age bands of the holders of a profile. */
export const ageBands = load('age-bands.csv', namedSchema);
/** Codes of the national profession nomenclature, and `structure` where an organisation acts. */
export const professions = load('professions.csv', namedSchema);
/** Document types that professionals and structures feed; `id` is the code of JDV_J07. */
export const documentTypes = load('document-types.csv', documentTypeSchema);
/** Document types that patients add themselves. */
export const patientDocumentTypes = load('patient-document-types.csv', sourcedSchema);
/** Document types that the Assurance Maladie adds. */
export const insuranceDocumentTypes = load('insurance-document-types.csv', sourcedSchema);
