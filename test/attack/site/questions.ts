import {
  cuboids,
  measures,
  valuesOf,
  parts,
  type Cuboid,
  type Measure,
} from '@vigie/seeds/catalogue';
import type { Site } from './site.js';

/** A request for one published cuboid, as a reader writes it. */
export interface Question {
  readonly measure: Measure;
  readonly cuboid: Cuboid;
  readonly query: Readonly<Record<string, string>>;
}

const isOpen = ({ roles }: Cuboid): boolean => roles.includes('public');

/**
 * Cuboids of measures that the public may read and that something is published of, in an order that
 * follows from the seed.
 * @param most how many of them; all by default
 */
export async function publicQuestions(
  { owner }: Site,
  seed = 0,
  most = Number.POSITIVE_INFINITY,
): Promise<Question[]> {
  const { rows } = await owner.query<{ measure: string; cuboid: string }>(
    `SELECT DISTINCT measure, cuboid, md5(measure || cuboid || $1) AS rank
     FROM published.cell WHERE valid_to IS NULL ORDER BY rank`,
    [String(seed)],
  );
  const questions = rows.flatMap(({ measure: id, cuboid: name }) => {
    const measure = measures.find((one) => one.id === id);
    const cuboid = cuboids.find((one) => one.id === name);
    if (!measure || !cuboid || !isOpen(cuboid)) return [];
    const split = [cuboid.level, ...cuboid.categories].join(',');
    const period = cuboid.grain === 'day' ? { period: '2026-01-01..2026-12-31' } : {};
    return [{ measure, cuboid, query: { measure: id, split, ...period } }];
  });
  return questions.slice(0, most);
}

export const pathOf = (query: Readonly<Record<string, string>>): string =>
  `/v1/series?${new URLSearchParams(query).toString()}`;

/** Values that a question can be filtered by. */
export function filtersOf({
  measure,
  cuboid,
}: Question): Readonly<Record<string, readonly string[]>> {
  const part = parts.find(({ id }) => id === measure.numerator);
  if (!part) return {};
  return Object.fromEntries(
    cuboid.categories.map((name) => [
      name,
      valuesOf(part, name as Parameters<typeof valuesOf>[1], cuboid),
    ]),
  );
}

/** Figures derived of published cells. */
export const derivedPaths: readonly string[] = [
  '/v1/derived/lag?measure=feeding.rate&territory=REG-84',
  '/v1/derived/trends?measure=feeding.rate&split=region',
  '/v1/derived/funnel?measure=feeding.rate&split=region',
  '/v1/derived/decomposition?measure=feeding.documents&by=sector',
  '/v1/derived/comparison?measure=feeding.rate&split=region&by=sector',
  '/v1/derived/gap?measure=feeding.rate&split=region',
  '/v1/derived/nowcast?measure=feeding.documents',
];
