import type { Locale } from '../i18n/locale.ts';
import type { LineRole } from './theme.ts';

/** A territory's curve. `values` follow the months of the chart; null where nothing is shown. */
export interface AdoptionLine {
  id: string;
  name: string;
  role: LineRole;
  values: (number | null)[];
  /** Why a month has no value, by its index, in words. */
  holes: Record<number, string>;
}

/** Territories over months: a few bold, the others grey. */
export interface AdoptionChart {
  kind: 'adoption';
  locale: Locale;
  /** Unit of the measure: `percent`, or what is counted. */
  unit: string;
  unitLabel: string;
  /** `2026-10`, oldest first. */
  months: string[];
  /** Index of the first month that may still change, or null. */
  provisionalFrom: number | null;
  lines: AdoptionLine[];
  target?: { value: number; label: string };
  words: { provisional: string; simulated: string; highest: string; lowest: string };
}

export interface ChartSize {
  width: number;
  height: number;
}
