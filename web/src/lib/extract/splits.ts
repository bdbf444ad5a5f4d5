import { levels, type Cuboid, type ExtractMeasure, type Grain, type Level } from './choices.ts';

/** Why something cannot be chosen. */
export type Refusal =
  /** No published crossing of the measure has it. */
  | { kind: 'never' }
  /** Some have it, but not together with the rest of what is chosen; `instead` is the nearest. */
  | { kind: 'combination'; instead: Cuboid };

export interface Option<T> {
  value: T;
  chosen: boolean;
  refusal: Refusal | null;
}

export interface SplitOptions {
  levels: Option<Level>[];
  /** Sets of categories: none, one, or two crossed together. */
  categories: Option<readonly string[]>[];
  grains: Option<Grain>[];
  /** Categories that the measure is never published by. */
  never: string[];
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item) => b.includes(item));

export const sameCuboid = (a: Cuboid, b: Cuboid): boolean =>
  a.grain === b.grain && a.level === b.level && sameSet(a.categories, b.categories);

export const isPublished = (
  { cuboids }: Pick<ExtractMeasure, 'cuboids'>,
  wanted: Cuboid,
): boolean => cuboids.some((cuboid) => sameCuboid(cuboid, wanted));

/** How far a published crossing is from the one wanted: categories count more than the level. */
function distance(a: Cuboid, b: Cuboid): number {
  const apart =
    a.categories.filter((id) => !b.categories.includes(id)).length +
    b.categories.filter((id) => !a.categories.includes(id)).length;
  const steps = Math.abs(levels.indexOf(a.level) - levels.indexOf(b.level));
  return apart * 6 + steps * 2 + (a.grain === b.grain ? 0 : 5);
}

/** The published crossing nearest to the one wanted; the first declared wins a tie. */
export function nearestCuboid(cuboids: readonly Cuboid[], wanted: Cuboid): Cuboid | undefined {
  let best: Cuboid | undefined;
  for (const cuboid of cuboids) {
    if (best === undefined || distance(cuboid, wanted) < distance(best, wanted)) best = cuboid;
  }
  return best;
}

/** What may be chosen next, one control at a time, and why the rest may not. */
export function splitOptions(
  measure: ExtractMeasure,
  current: Cuboid,
  categories: readonly string[],
): SplitOptions {
  const option = <T>(value: T, wanted: Cuboid, having: (cuboid: Cuboid) => boolean): Option<T> => {
    const chosen = sameCuboid(wanted, current);
    if (chosen || isPublished(measure, wanted)) return { value, chosen, refusal: null };
    const instead = nearestCuboid(measure.cuboids.filter(having), wanted);
    const refusal: Refusal =
      instead === undefined ? { kind: 'never' } : { kind: 'combination', instead };
    return { value, chosen, refusal };
  };
  return {
    levels: levels.map((level) =>
      option(level, { ...current, level }, (cuboid) => cuboid.level === level),
    ),
    categories: setsOf(measure.cuboids).map((set) =>
      option(set, { ...current, categories: set }, (cuboid) => sameSet(cuboid.categories, set)),
    ),
    grains: (['month', 'day'] as const).map((grain) =>
      option(grain, { ...current, grain }, (cuboid) => cuboid.grain === grain),
    ),
    never: categories.filter(
      (id) => !measure.cuboids.some((cuboid) => cuboid.categories.includes(id)),
    ),
  };
}

/** The distinct sets of categories that a measure is published by, the smallest first. */
function setsOf(cuboids: readonly Cuboid[]): (readonly string[])[] {
  const sets: (readonly string[])[] = [];
  for (const { categories } of cuboids) {
    if (!sets.some((set) => sameSet(set, categories))) sets.push(categories);
  }
  return sets.sort((a, b) => a.length - b.length);
}
