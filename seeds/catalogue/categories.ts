import { z } from 'zod';
import { readJson } from '../files.js';
import {
  ageBands,
  documentTypes,
  generations,
  insuranceDocumentTypes,
  irritants,
  levers,
  nomenclature,
  patientDocumentTypes,
  professions,
  sectors,
  vendors,
} from '../reference/reference.js';
import type { CategoryId, Cuboid, Part } from './schema.js';

/** A value of a category, named for readers. */
export interface CategoryValue {
  readonly id: string;
  readonly name_fr: string;
  readonly name_en: string;
}

const value = z.strictObject({ id: z.string(), name_fr: z.string(), name_en: z.string() });

/** Columns that are values and that no nomenclature names so that they are told from others. */
const columnNames = z
  .strictObject({ ins_card: z.array(value), denial: z.array(value) })
  .parse(readJson('catalogue/column-names.json'));

const terms = (...dimensions: readonly string[]): CategoryValue[] =>
  dimensions.flatMap(nomenclature);

/** Values whose columns have another name than they have. */
const renamed = (dimension: string, id: (term: string) => string): CategoryValue[] =>
  nomenclature(dimension).map((term) => ({ ...term, id: id(term.id) }));

/** Values of each category, in the order in which they are shown. */
export const categoryValues: Readonly<Record<CategoryId | 'vendor', readonly CategoryValue[]>> = {
  sector: sectors,
  generation: generations,
  age_band: ageBands,
  irritant: irritants.filter(({ parent }) => parent === null),
  channel: terms('report_channel', 'document_channel', 'patient_channel'),
  reason: [
    ...terms('insi_return', 'ins_mismatch', 'withholding_reason', 'rejection_code'),
    ...columnNames.denial,
    ...terms('software_reason'),
  ],
  lever: levers,
  profession: professions,
  document_type: [...documentTypes, ...patientDocumentTypes, ...insuranceDocumentTypes],
  detail: [
    ...terms('ins_status', 'ins_evidence', 'insi_mode', 'insi_latency'),
    ...columnNames.ins_card,
    ...terms('consultation_access', 'consultation_mode', 'legal_basis', 'mailbox'),
    ...renamed('message_format', (id) => id.toLowerCase()),
    ...terms('activation_trigger', 'os', 'software_event', 'training_format', 'incident_service'),
    ...terms('campaign_kind', 'programme_state', 'catalogue_step'),
    // The budget line above three strands, of which no file tells, is no strand of its own.
    ...terms('strand').filter(({ id }) => id !== 'dmp'),
  ],
  vendor: vendors.map(({ id, name }) => ({ id, name_fr: name, name_en: name })),
};

/**
 * Values of a category that a part can have: those of its own columns where it is made of them, those
 * that it declares, else all; of these, the ones that a cuboid keeps.
 */
export function valuesOf(
  part: Part,
  category: CategoryId | 'vendor',
  cuboid?: Cuboid,
): readonly string[] {
  const kept = category === 'vendor' ? undefined : cuboid?.values?.[category];
  const own = ownValues(part, category);
  return kept === undefined ? own : own.filter((value) => kept.includes(value));
}

function ownValues(part: Part, category: CategoryId | 'vendor'): readonly string[] {
  if (part.by?.dimension === category) return part.by.columns;
  const declared = category === 'vendor' ? undefined : part.values?.[category];
  return declared ?? categoryValues[category].map(({ id }) => id);
}
