import { barriers, irritants, levers, nomenclature, type Term } from '@vigie/seeds/reference';

type Irritant = (typeof irritants)[number];
type Lever = (typeof levers)[number];

/** The seven irritants; sub-irritants are told under theirs. */
export const mainIrritants: readonly Irritant[] = irritants.filter(({ parent }) => parent === null);

export const subIrritantsOf = (irritant: Irritant): Irritant[] =>
  irritants.filter(({ parent }) => parent === irritant.id);

export const barriersOf = (irritant: Irritant) =>
  barriers.filter((barrier) => barrier.irritant === irritant.id);

/**
 * Levers that act on an irritant: those that clear one of its barriers. Where no barrier is known,
 * those that act at its own step of the professional's path.
 */
export function leversOf(irritant: Irritant): Lever[] {
  const met = barriersOf(irritant);
  if (met.length === 0) return levers.filter(({ stage }) => stage === irritant.stage);
  return levers.filter(({ id }) => met.some(({ cleared_by }) => cleared_by.includes(id)));
}

export const barriersClearedBy = (lever: Lever) =>
  barriers.filter(({ cleared_by }) => cleared_by.includes(lever.id));

export const irritantsOf = (lever: Lever): Irritant[] =>
  mainIrritants.filter((irritant) => leversOf(irritant).includes(lever));

const term = ({ id, name_fr, name_en }: Pick<Term, 'id' | 'name_fr' | 'name_en'>) => ({
  id,
  label: { fr: name_fr, en: name_en },
});

/** Values of a nomenclature as answers name them. */
export const terms = (dimension: string) => nomenclature(dimension).map(term);

/** What irritants, barriers and levers are all described by. */
export function described(one: Pick<Irritant, 'id' | 'name_fr' | 'name_en' | 'stage' | 'owner'>) {
  const owner = nomenclature('owner').find(({ id }) => id === one.owner);
  if (owner === undefined) throw new Error(`no owner is called ${one.owner}`);
  return {
    id: one.id,
    name: { fr: one.name_fr, en: one.name_en },
    stage: one.stage,
    owner: term(owner),
  };
}
