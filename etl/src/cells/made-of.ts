import {
  cuboids,
  measures,
  parts,
  type Cuboid,
  type Grain,
  type Measure,
  type Part,
} from '@vigie/seeds/catalogue';

export const partById: ReadonlyMap<string, Part> = new Map(parts.map((part) => [part.id, part]));
export const cuboidById: ReadonlyMap<string, Cuboid> = new Map(
  cuboids.map((cuboid) => [cuboid.id, cuboid]),
);
export const measureById: ReadonlyMap<string, Measure> = new Map(
  measures.map((measure) => [measure.id, measure]),
);

/** Parts that a measure is made of, its numerator first. */
export const partsOf = (measure: Measure): Part[] =>
  [measure.numerator, measure.denominator].flatMap((id) => {
    const part = id === undefined ? undefined : partById.get(id);
    return part ? [part] : [];
  });

/** Cuboids of a measure in one grain. */
export const cuboidsOf = (measure: Measure, grain: Grain): Cuboid[] =>
  measure.cuboids.flatMap((id) => {
    const cuboid = cuboidById.get(id);
    return cuboid?.grain === grain ? [cuboid] : [];
  });
