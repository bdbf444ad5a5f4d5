import type { Words } from '../figure/words.ts';
import { cutShort, type FaultLine } from '../filters/fault-lines.ts';
import { writeChoices, type ChoiceFault, type Chosen } from './choices.ts';

/** What could not be followed of an address, in words, with the address of the closest choice. */
export function sayFaults<Name extends string>(
  faults: readonly ChoiceFault<Name>[],
  state: Chosen<Name>,
  action: string,
  sentences: Record<Name, (input: { given: string }) => string>,
): FaultLine[] {
  return faults.map(({ parameter, given, suggestion }) => ({
    sentence: sentences[parameter]({ given: cutShort(given) }),
    suggestion:
      suggestion === null
        ? null
        : {
            label: suggestion.label,
            href: action + writeChoices({ ...state, [parameter]: suggestion.id }),
          },
  }));
}

/** A form's field for a parameter that may be left alone. */
export function fieldsOf<Name extends string>(
  parameters: readonly { name: Name; choices: readonly { id: string; label: string }[] }[],
  state: Chosen<Name>,
  labels: Record<Name, { label: string; none: string }>,
) {
  return parameters.map(({ name, choices }) => ({
    name,
    ...labels[name],
    value: state[name],
    standard: null,
    choices: choices.map(({ id, label }) => ({ id, label })),
  }));
}

/** Label of the month, and what it is without a choice. */
export const monthLabels = (words: Words): { label: string; none: string } => ({
  label: words.irritants_filter_period(),
  none: words.filter_period_default(),
});
