import type { Words } from '../figure/words.ts';
import { writeState, type ChoiceFault, type Chosen } from './url-state.ts';

/** A parameter that could not be followed, in words, and the address of the closest that can. */
export interface FaultLine {
  sentence: string;
  suggestion: { label: string; href: string } | null;
}

/** Typed by anyone: shown as text, and not at any length. */
export const cutShort = (given: string): string =>
  given.length > 40 ? `${given.slice(0, 40)}…` : given;

export function faultLines(
  faults: readonly ChoiceFault[],
  state: Partial<Chosen>,
  action: string,
  words: Words,
): FaultLine[] {
  const sentences: Record<string, (input: { given: string }) => string> = {
    region: words.fault_region,
    period: words.fault_period,
    flow: words.fault_flow,
    measure: words.fault_measure,
    sector: words.fault_sector,
    level: words.fault_level,
  };
  return faults.map(({ parameter, given, suggestion }) => ({
    sentence: (sentences[parameter] ?? words.fault_other)({ given: cutShort(given) }),
    suggestion:
      suggestion === null
        ? null
        : {
            label: suggestion.label,
            href: action + writeState({ ...state, [parameter]: suggestion.id }),
          },
  }));
}
