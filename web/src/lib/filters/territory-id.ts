/** What is needed of a territory to tell it from another. */
export interface NamedTerritory {
  id: string;
  kind: 'nation' | 'region' | 'department';
  code: string;
  name: string;
}

/** What the last part of `/territoires/…` stands for. */
export type TerritoryAsked<T> =
  | { kind: 'found'; territory: T }
  /** The nation has its own page. */
  | { kind: 'nation' }
  /** Written otherwise (`reg-84`): the page is elsewhere. */
  | { kind: 'moved'; id: string }
  /** A code without its level: 84 is a region and a department. Never guessed, always asked. */
  | { kind: 'bare'; choices: T[] }
  | { kind: 'unknown' };

export function readTerritory<T extends NamedTerritory>(
  asked: string,
  territories: readonly T[],
): TerritoryAsked<T> {
  const id = asked.trim().toUpperCase();
  if (id === 'FR') return { kind: 'nation' };
  const territory = territories.find((candidate) => candidate.id === id);
  if (territory !== undefined) {
    return id === asked ? { kind: 'found', territory } : { kind: 'moved', id };
  }
  // A spreadsheet turns 01 into 1.
  const code = /^\d$/.test(id) ? `0${id}` : id;
  const choices = territories.filter(
    (candidate) => candidate.kind !== 'nation' && candidate.code === code,
  );
  return choices.length > 0 ? { kind: 'bare', choices } : { kind: 'unknown' };
}
