import type { Cuboid, Measure, Part } from '@vigie/seeds/catalogue';

/** What the aggregation must know of a stream: which columns it can group and sum. */
export interface StreamShape {
  name: string;
  /** False where the source counted persons itself and no actor appears. */
  hasActor: boolean;
  /** Categories that stay the same for a contributor within a month. */
  fixed: readonly string[];
  /** Categories that may change within a month, as when software is updated. */
  changing: readonly string[];
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
 * Rows of one contributor each, from which cells are summed, as the temporary table `base`; with
 * the changing categories, one row for each of their values. Factors are exact decimals: sums of
 * floating point numbers would depend on the order of rows.
 * Parameters: $1 grain, $2 month, $3 the periods of the day grain.
 */
export function baseSql(
  stream: StreamShape,
  columns: readonly string[],
  withChanging: boolean,
): string {
  const period = `CASE $1::text WHEN 'month' THEN month ELSE period END`;
  const contributor = stream.hasActor ? ['actor'] : [];
  const key = stream.hasActor ? 'max(record_key)' : 'sum(record_key::numeric)';
  const categories = [...stream.fixed, ...(withChanging ? stream.changing : [])];
  const by = [...contributor, ...categories, 'department', 'stratum'].join(', ');
  const sums = columns.map((name) => `sum(${name}) AS ${name}`).join(', ');
  return `CREATE TEMP TABLE base ON COMMIT DROP AS
    SELECT e.*, 'FR'::text AS nation, d.region, f.factor
    FROM (SELECT ${period} AS cell_period, ${by}, ${key} AS record_key, ${sums}
          FROM ingest.${stream.name}
          WHERE month = $2 AND NOT deleted AND ($1 = 'month' OR period = ANY($3::text[]))
          GROUP BY cell_period, ${by}) AS e
    JOIN reference.territory d ON d.id = e.department AND d.valid_to IS NULL
    JOIN jsonb_to_recordset((SELECT strata FROM reference.source))
         AS f(id text, factor numeric) ON f.id = e.stratum`;
}

/**
 * The cells of one cuboid for every part made of one column, from `base`. Contributors are the
 * actors whose sum is above zero, or the persons counted; record keys are summed once per
 * distinct contributor, mod 2^63.
 */
export function cellsSql(column: string, parts: readonly Part[], cuboid: Cuboid): string {
  const by = ['cell_period', cuboid.level, ...cuboid.categories].join(', ');
  const dimension = (name: string) => (cuboid.categories.includes(name) ? name : `''`);
  const values = {
    volume: 'n, total, largest[1], coalesce(largest[2], 0), keys, expanded',
    actors: 'n, n, 1, least(1, n - 1), keys, expanded_n',
    persons: 'total, total, 1, least(1, total - 1), keys, expanded',
  };
  const rows = parts.map((part) => `('${part.id}', ${values[part.kind]})`).join(', ');
  return `INSERT INTO mart.cell (part, cuboid, period, territory, sector, generation, age_band,
                                 n, sum, x1, x2, key_sum, expanded)
    SELECT c.part, '${cuboid.id}', cell_period, ${cuboid.level},
           ${['sector', 'generation', 'age_band'].map(dimension).join(', ')},
           c.n, c.sum, c.x1, c.x2, c.key_sum, c.expanded
    FROM (SELECT ${by}, count(*) AS n, sum(${column})::bigint AS total,
            (array_agg(${column} ORDER BY ${column} DESC))[1:2] AS largest,
            (sum(record_key) % 9223372036854775808)::bigint AS keys,
            sum(${column} * factor) AS expanded, sum(factor) AS expanded_n
          FROM base WHERE ${column} > 0 GROUP BY ${by}) AS g
    CROSS JOIN LATERAL (VALUES ${rows}) AS c(part, n, sum, x1, x2, key_sum, expanded)`;
}
