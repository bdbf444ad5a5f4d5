import type { Choice } from './nearest.ts';
import type { Chosen, PageParameter } from './url-state.ts';

/** A list of a form: its value is null where the page's habit holds. */
export interface FilterField {
  name: string;
  label: string;
  value: string | null;
  standard: string | null;
  choices: Choice[];
  /** Words of the empty choice; null where the habit is one of the choices. */
  none: string | null;
}

export interface LabelledParameter<Name extends string = string> extends PageParameter<Name> {
  label: string;
  none: string | null;
}

/** The fields of a form for its parameters, as the address has set them. */
export function filterFields<Name extends string>(
  parameters: readonly LabelledParameter<Name>[],
  state: Chosen<Name>,
): FilterField[] {
  return parameters.map(({ name, label, standard, none, choices }) => ({
    name,
    label,
    standard,
    none,
    value: state[name],
    choices: choices.map(({ id, label: text }) => ({ id, label: text })),
  }));
}
