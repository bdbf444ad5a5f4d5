import type { Cuboid } from '@vigie/seeds/catalogue';
import { ageBands, generations, sectors, territories } from '@vigie/seeds/reference';

/** Values of the dimensions of one cell; the empty text where the cuboid does not cross one. */
export interface CellKey {
  territory: string;
  sector: string;
  generation: string;
  age_band: string;
}

const categoryValues: Readonly<Record<string, readonly string[]>> = {
  sector: sectors.map((row) => row.id),
  generation: generations.map((row) => row.id),
  age_band: ageBands.map((row) => row.id),
};

/**
 * Every cell that a cuboid has in one period, whether or not anything happened in it: an absent
 * row would tell a true zero from a withheld value.
 */
export function frame(cuboid: Cuboid): CellKey[] {
  const values = (name: string): readonly string[] =>
    cuboid.categories.includes(name) ? (categoryValues[name] ?? []) : [''];
  return territories
    .filter((territory) => territory.kind === cuboid.level)
    .flatMap(({ id }) =>
      values('sector').flatMap((sector) =>
        values('generation').flatMap((generation) =>
          values('age_band').map((age_band) => ({ territory: id, sector, generation, age_band })),
        ),
      ),
    );
}

export const keyText = (key: CellKey): string =>
  [key.territory, key.sector, key.generation, key.age_band].join('|');
