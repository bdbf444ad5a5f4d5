import { type Cell } from '@vigie/contract';

/** Codes of SDMX's lists CL_OBS_STATUS 2.2 and CL_CONF_STATUS 1.2. */
export interface SdmxStatus {
  observation: string;
  confidentiality: string;
}

/** Observation and confidentiality of a cell without a value, by its state. */
const holes: Readonly<Record<string, SdmxStatus>> = {
  // M: data cannot exist; L: data exist but were not collected; Q: suppressed; N: not significant.
  structural_zero: { observation: 'M', confidentiality: 'F' },
  not_expected: { observation: 'M', confidentiality: 'F' },
  not_applicable: { observation: 'M', confidentiality: 'F' },
  not_received: { observation: 'L', confidentiality: 'F' },
  small_denominator: { observation: 'N', confidentiality: 'A' },
  // A: small counts; G: dominance by one or two units; D: secondary confidentiality.
  lt11: { observation: 'Q', confidentiality: 'A' },
  lt3: { observation: 'Q', confidentiality: 'A' },
  at_least_95: { observation: 'Q', confidentiality: 'A' },
  at_most_5: { observation: 'Q', confidentiality: 'A' },
  dominated: { observation: 'Q', confidentiality: 'G' },
  vendor_rule: { observation: 'Q', confidentiality: 'G' },
  complement: { observation: 'Q', confidentiality: 'D' },
};

/**
 * How statistical tools are told of a cell. A value is free (F), and provisional (P) while its month is
 * open, else normal (A).
 */
export function sdmxStatus({
  state,
  provisional,
}: Pick<Cell, 'state' | 'provisional'>): SdmxStatus {
  if (state === 'ok') return { observation: provisional ? 'P' : 'A', confidentiality: 'F' };
  const hole = holes[state];
  if (hole === undefined) throw new Error(`state ${state} has no SDMX status`);
  return hole;
}

/** What each code means, for those that occur. */
export const observationCodes = [
  { id: 'A', label: { fr: 'Valeur normale', en: 'Normal value' } },
  { id: 'P', label: { fr: 'Valeur provisoire', en: 'Provisional value' } },
  { id: 'L', label: { fr: 'Manquante : non collectée', en: 'Missing: not collected' } },
  { id: 'M', label: { fr: 'Manquante : ne peut exister', en: 'Missing: cannot exist' } },
  { id: 'N', label: { fr: 'Non significative', en: 'Not significant' } },
  { id: 'Q', label: { fr: 'Retenue', en: 'Suppressed' } },
] as const;
export const confidentialityCodes = [
  { id: 'F', label: { fr: 'Libre de publication', en: 'Free for publication' } },
  { id: 'A', label: { fr: 'Secret : petits effectifs', en: 'Confidential: small counts' } },
  { id: 'G', label: { fr: 'Secret : contributeur dominant', en: 'Confidential: dominance' } },
  { id: 'D', label: { fr: 'Secret secondaire', en: 'Secondary confidentiality' } },
] as const;
