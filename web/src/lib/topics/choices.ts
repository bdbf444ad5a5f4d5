import { nearest, nearestMonth, type Choice } from '../filters/nearest.ts';

/** A parameter that the address of a page may carry, and what it may say. */
export interface Parameter<Name extends string = string> {
  name: Name;
  /** What the form shows, in its order. */
  choices: readonly Choice[];
  /** Months are close in time, other choices in spelling. */
  kind: 'choice' | 'month';
}

/** What a page shows, as its address says it; null where the page's habit holds. */
export type Chosen<Name extends string = string> = Record<Name, string | null>;

/** A parameter that could not be followed, and the closest choice that can. */
export interface ChoiceFault<Name extends string = string> {
  parameter: Name;
  given: string;
  suggestion: Choice | null;
}

export interface ReadChoices<Name extends string = string> {
  state: Chosen<Name>;
  faults: ChoiceFault<Name>[];
}

/** Reads the parameters of an address; what is not understood falls back and is reported. */
export function readChoices<Name extends string>(
  query: URLSearchParams,
  parameters: readonly Parameter<Name>[],
): ReadChoices<Name> {
  const faults: ChoiceFault<Name>[] = [];
  const entries = parameters.map((parameter) => {
    const given = query.get(parameter.name)?.trim() || null;
    if (given === null) return [parameter.name, null] as const;
    if (parameter.choices.some(({ id }) => id === given)) return [parameter.name, given] as const;
    faults.push({ parameter: parameter.name, given, suggestion: closest(given, parameter) });
    return [parameter.name, null] as const;
  });
  return { state: Object.fromEntries(entries) as Chosen<Name>, faults };
}

function closest(given: string, { kind, choices }: Parameter): Choice | null {
  if (kind === 'choice') return nearest(given, choices) ?? null;
  const months = choices.map(({ id }) => id).sort();
  const month = nearestMonth(given, months);
  return choices.find(({ id }) => id === month) ?? null;
}

/** The query of an address, only what was chosen; empty, or with its `?`. */
export function writeChoices(state: Partial<Chosen>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) if (value) query.set(name, value);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * The address that says the same without empty fields, or null when it already does: a form sent
 * without JavaScript writes every field, those left alone too.
 */
export function shorterChoices(query: URLSearchParams, names: readonly string[]): string | null {
  const kept = [...query].filter(([name, value]) => !names.includes(name) || value.trim() !== '');
  if (kept.length === [...query].length) return null;
  const text = new URLSearchParams(kept).toString();
  return text === '' ? '' : `?${text}`;
}
