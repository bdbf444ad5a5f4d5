import type { Words } from '../figure/words.ts';
import type { Choice } from './nearest.ts';
import type { StateFault } from './url-state.ts';

/** Name of the choice that is suggested, as the form shows it. */
export function choiceName(
  { parameter, suggestion: id }: StateFault,
  choices: { regions: readonly Choice[]; months: readonly Choice[] },
  words: Words,
): string {
  if (parameter === 'feeding') {
    return id === 'documents' ? words.filter_feeding_documents() : words.filter_feeding_rate();
  }
  const list = parameter === 'region' ? choices.regions : choices.months;
  return list.find((choice) => choice.id === id)?.label ?? id ?? '';
}
