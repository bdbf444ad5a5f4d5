import { type TerritoryDescription } from '@vigie/contract';
import { type Role, type TerritoryLevel } from '@vigie/seeds/catalogue';
import { type DeclaredCuboid, readableCuboids } from '../measures/declaration.js';
import { type Question } from '../series/question.js';

const coarseness: Readonly<Record<TerritoryLevel, number>> = {
  department: 0,
  region: 1,
  nation: 2,
};

/**
 * The published totals of an answer, since its rows add up to none: the same measure and periods by each
 * published cuboid that crosses less or is coarser, over the territories that those asked for lie in.
 */
export function parentsOf(
  question: Question,
  known: readonly TerritoryDescription[],
  role: Role,
): Question[] {
  const { declaration, cuboid, filters } = question;
  const isAbove = ({ id, grain, level, categories }: DeclaredCuboid): boolean =>
    id !== cuboid.id &&
    grain === cuboid.grain &&
    coarseness[level] >= coarseness[cuboid.level] &&
    categories.every((name) => cuboid.categories.includes(name));
  return readableCuboids(declaration, role)
    .filter(isAbove)
    .map((parent) => ({
      ...question,
      cuboid: parent,
      territories: territoriesAbove(question, parent.level, known),
      filters: Object.fromEntries(
        Object.entries(filters).filter(([name]) => parent.categories.includes(name)),
      ),
    }));
}

function territoriesAbove(
  { territories, cuboid }: Question,
  level: TerritoryLevel,
  known: readonly TerritoryDescription[],
): readonly string[] | null {
  if (territories === null || level === cuboid.level) return territories;
  // There is one nation, and all of it is kept.
  if (level === 'nation') return null;
  const regions = known.filter(({ id }) => territories.includes(id)).map(({ region }) => region);
  return [...new Set(regions)].filter((id) => id !== null).sort();
}
