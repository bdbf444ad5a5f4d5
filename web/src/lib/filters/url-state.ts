import {
  readChoices,
  writeChoices,
  type ChoiceFault,
  type Chosen,
  type Parameter,
  type ReadChoices,
} from '../topics/choices.ts';

/** A parameter with what the page shows when its address does not say: never written. */
export interface PageParameter<Name extends string = string> extends Parameter<Name> {
  standard: string | null;
}

export type { ChoiceFault, Chosen };

/** Reads the parameters of an address; null is the page's habit, written out or not. */
export function readState<Name extends string>(
  query: URLSearchParams,
  parameters: readonly PageParameter<Name>[],
): ReadChoices<Name> {
  const { state, faults } = readChoices(currentQuery(query), parameters);
  const entries = parameters.map(({ name, standard }) => {
    const value = state[name];
    return [name, value === standard ? null : value] as const;
  });
  return { state: Object.fromEntries(entries) as Chosen<Name>, faults };
}

/** The query of an address, only what differs from the habit; empty, or with its `?`. */
export const writeState = (state: Partial<Chosen>): string => writeChoices(state);

/**
 * The address that says the same without what need not be said, or null when it already does: a
 * form sent without JavaScript writes every field, and old links carry parameters of then.
 */
export function shorterQuery(
  query: URLSearchParams,
  parameters: readonly PageParameter[],
): string | null {
  const standards = new Map(parameters.map(({ name, standard }) => [name, standard]));
  const current = currentQuery(query);
  const kept = [...current].filter(([name, value]) => {
    const standard = standards.get(name);
    return standard === undefined || (value.trim() !== '' && value.trim() !== standard);
  });
  const text = new URLSearchParams(kept).toString();
  return text === query.toString() ? null : text === '' ? '' : `?${text}`;
}

/** What `feeding` said in the first addresses, `flow` says now. */
function currentQuery(query: URLSearchParams): URLSearchParams {
  if (!query.has('feeding')) return query;
  const current = new URLSearchParams(query);
  const documents = current.get('feeding') === 'documents';
  current.delete('feeding');
  if (documents && !current.has('flow')) current.set('flow', 'documents');
  return current;
}
