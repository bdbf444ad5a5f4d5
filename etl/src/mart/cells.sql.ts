import type { Cuboid, Measure, Part } from '@vigie/seeds/catalogue';

/** What the aggregation must know of a stream: which columns it can group and sum. */
export interface StreamShape {
  name: string;
  /** False where the source counted persons itself and no actor appears. */
  hasActor: boolean;
  categories: readonly string[];
}

/** Cuboids that a part is aggregated by: those of every measure made of it, in its grains. */
export function cuboidsOfPart(
  part: Part,
  measures: readonly Measure[],
  cuboids: readonly Cuboid[],
): Cuboid[] {
  const wanted = new Set(
    measures
      .filter((measure) => measure.numerator === part.id || measure.denominator === part.id)
      .flatMap((measure) => measure.cuboids),
  );
  return cuboids.filter((cuboid) => wanted.has(cuboid.id) && part.grains.includes(cuboid.grain));
}

/**
 * The finest rows that every cuboid of a stream is summed from, as the temporary table `base`.
 * Parameters: $1 grain, $2 month, $3 the periods of the day grain.
 */
export function baseSql(stream: StreamShape, columns: readonly string[]): string {
  const period = `CASE $1::text WHEN 'month' THEN month ELSE period END`;
  const contributor = stream.hasActor ? ['actor'] : [];
  const key = stream.hasActor ? 'max(record_key)' : 'sum(record_key::numeric)';
  const by = [...stream.categories, ...contributor, 'department', 'stratum'].join(', ');
  const sums = columns.map((name) => `sum(${name}) AS ${name}`).join(', ');
  return `CREATE TEMP TABLE base ON COMMIT DROP AS
    SELECT e.*, 'FR'::text AS nation, d.region, f.factor
    FROM (SELECT ${period} AS cell_period, ${by}, ${key} AS record_key, ${sums}
          FROM ingest.${stream.name}
          WHERE month = $2 AND NOT deleted AND ($1 = 'month' OR period = ANY($3::text[]))
          GROUP BY cell_period, ${by}) AS e
    JOIN reference.territory d ON d.id = e.department AND d.valid_to IS NULL
    JOIN jsonb_to_recordset((SELECT strata FROM reference.source))
         AS f(id text, factor double precision) ON f.id = e.stratum`;
}

/**
 * The cells of one part by one cuboid. Contributors are the actors whose sum is above zero, or
 * the persons counted; record keys are summed once per distinct contributor, mod 2^63.
 */
export function cellsSql(part: Part, cuboid: Cuboid): string {
  const by = ['cell_period', cuboid.level, ...cuboid.categories].join(', ');
  const dimension = (name: string) => (cuboid.categories.includes(name) ? name : `''`);
  const keys = '(sum(record_key::numeric) % 9223372036854775808)::bigint';
  const total = `sum(${part.column})`;
  const byContributor = `(SELECT ${by}, actor, max(record_key) AS record_key,
      ${total}::bigint AS v, max(factor) AS factor
    FROM base GROUP BY ${by}, actor HAVING ${total} > 0) AS contributions`;
  const twoLargest = '(array_agg(v ORDER BY v DESC))[1:2]';
  const cells = {
    volume: {
      source: byContributor,
      values: `count(*), sum(v), (${twoLargest})[1], coalesce((${twoLargest})[2], 0), ${keys}, sum(v * factor)`,
      having: '',
    },
    actors: {
      source: byContributor,
      values: `count(*), count(*), 1, least(1, count(*) - 1), ${keys}, sum(factor)`,
      having: '',
    },
    persons: {
      source: 'base',
      values: `${total}, ${total}, 1, least(1, ${total} - 1), ${keys}, sum(${part.column} * factor)`,
      having: `HAVING ${total} > 0`,
    },
  }[part.kind];
  return `INSERT INTO mart.cell (part, cuboid, period, territory, sector, generation, age_band,
                                 n, sum, x1, x2, key_sum, expanded)
    SELECT '${part.id}', '${cuboid.id}', cell_period, ${cuboid.level},
           ${['sector', 'generation', 'age_band'].map(dimension).join(', ')}, ${cells.values}
    FROM ${cells.source} GROUP BY ${by} ${cells.having}`;
}
