import { grainOf } from './period.ts';

/**
 * Names that only the form writes; addresses say the same in fewer words. Those in `of_…` are what
 * the form was made for: they tell what its reader has changed.
 */
const formNames = ['level', 'by', 'from', 'to', 'of_measure', 'of_level', 'of_by'];

export interface FoldedForm {
  query: URLSearchParams;
  /** Whether anything of a form was folded: the address can be written shorter. */
  folded: boolean;
  /**
   * Whether measure or level was changed: what was chosen for the former one is kept as far as the
   * new one has it, and what it has not is no fault of the reader.
   */
  adapt: boolean;
}

/**
 * What a form says, in the words of an address: level and crossing become `split`, both ends
 * become `period`, boxes of one name become a list, and what is empty says nothing.
 */
export function foldForm(query: URLSearchParams): FoldedForm {
  const next = new URLSearchParams();
  for (const name of new Set(query.keys())) {
    if (formNames.includes(name)) continue;
    const value = namesOf(query.getAll(name).join(',')).join(',');
    if (value !== '') next.set(name, value);
  }
  const given = (name: string): string => query.get(name)?.trim() ?? '';
  foldSplit(next, given('level'), namesOf(given('by')));
  if (query.has('by')) {
    // A filter crosses its category: one that is crossed no more takes its filter along.
    const left = namesOf(given('of_by')).filter((id) => !namesOf(given('by')).includes(id));
    for (const id of left) next.delete(id);
  }
  foldPeriod(next, given('from'), given('to'));
  const changed = (of: string, now: string): boolean => given(of) !== '' && given(of) !== now;
  return {
    query: next,
    folded: [...query].some(
      ([name, value]) =>
        formNames.includes(name) || value.trim() === '' || query.getAll(name).length > 1,
    ),
    adapt: changed('of_measure', given('measure')) || changed('of_level', given('level')),
  };
}

const namesOf = (list: string): string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

function foldSplit(next: URLSearchParams, level: string, by: readonly string[]): void {
  const split = [level, ...by].filter((name) => name !== '');
  if (split.length > 0) next.set('split', split.join(','));
}

function foldPeriod(next: URLSearchParams, from: string, to: string): void {
  if (from === '' && to === '') return;
  const grain = next.get('grain') ?? 'month';
  // Left from before months became days, or days months: they mean nothing to the new grain.
  const stale = [from, to].some((end) => grainOf(end) !== null && grainOf(end) !== grain);
  if (stale) return;
  // One end was moved past the other: the period between them is meant.
  const [first, last] = from !== '' && to !== '' && from > to ? [to, from] : [from, to];
  next.set('period', first === last ? first : `${first}..${last}`);
}
