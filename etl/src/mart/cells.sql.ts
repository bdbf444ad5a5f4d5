import { categoryIds, type Cuboid, type Measure, type Part } from '@vigie/seeds/catalogue';
import { categoryColumn } from '@vigie/warehouse/schema';
import type { StreamCells } from '../pipeline/stream.js';

/** Columns of a cell that hold its categories; of vendors too, which are never published. */
export const cellCategories: readonly string[] = [...categoryIds, 'vendor'];
const categoryColumns = cellCategories.map(categoryColumn).join(', ');

/** The exact cuboid behind a published one: a quantile over vendors needs each vendor's cell. */
export function exactCuboidId(measure: Measure, cuboid: string): string {
  return measure.kind === 'quantile' ? [...cuboid.split('.'), 'vendor'].sort().join('.') : cuboid;
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
      .flatMap((measure) => measure.cuboids.map((id) => exactCuboidId(measure, id))),
  );
  return cuboids.filter((cuboid) => wanted.has(cuboid.id) && part.grains.includes(cuboid.grain));
}

/** Columns that a part is made of. */
export const columnsOf = ({ column, by }: Part): readonly string[] =>
  by?.columns ?? (column === undefined ? [] : [column]);

/** Some counts have the names of keywords. */
const quoted = (name: string): string => `"${name}"`;

/**
 * Rows of one contributor each, from which cells are summed, as the temporary table `base`; with
 * categories that change within a month, one row for each of their values. Factors are exact
 * decimals: sums of floating point numbers would depend on the order of rows.
 * Parameters: $1 grain, $2 month, $3 the periods of the day grain.
 */
export function baseSql(
  stream: string,
  cells: StreamCells,
  columns: readonly string[],
  changing: readonly string[],
): string {
  const period = `CASE $1::text WHEN 'month' THEN month ELSE period END`;
  const national = cells.of === 'nation';
  const contributor = cells.of === 'actor' ? ['actor'] : [];
  const key = cells.of === 'actor' ? 'max(record_key)' : 'sum(record_key::numeric)';
  const place = national ? [] : ['department'];
  const by = [...contributor, ...(cells.fixed ?? []), ...changing, ...place, 'stratum'].join(', ');
  const sums = columns.map((name) => `sum(${quoted(name)}) AS ${quoted(name)}`).join(', ');
  const region = national ? '' : ', d.region';
  const territory = national
    ? ''
    : 'JOIN reference.territory d ON d.id = e.department AND d.valid_to IS NULL';
  return `CREATE TEMP TABLE base ON COMMIT DROP AS
    SELECT e.*, 'FR'::text AS nation${region}, f.factor
    FROM (SELECT ${period} AS cell_period, ${by}, ${key} AS record_key, ${sums}
          FROM ingest.${stream}
          WHERE month = $2 AND NOT deleted AND ($1 = 'month' OR period = ANY($3::text[]))
          GROUP BY cell_period, ${by}) AS e
    ${territory}
    JOIN jsonb_to_recordset((SELECT strata FROM reference.source))
         AS f(id text, factor numeric) ON f.id = e.stratum`;
}

/**
 * The cells of one cuboid for every part made of the same columns, from `base`. Contributors are the
 * actors whose sum is above zero, or the persons counted; record keys are summed once per
 * distinct contributor, mod 2^63.
 */
export function cellsSql(parts: readonly [Part, ...Part[]], cuboid: Cuboid): string {
  const [{ column, by: wide }] = parts;
  const amount = wide === undefined ? quoted(column ?? '') : 'amount';
  const from =
    wide === undefined
      ? 'base'
      : `base CROSS JOIN LATERAL (VALUES ${wide.columns
          .map((name) => `('${name}', ${quoted(name)})`)
          .join(', ')}) AS narrow(${wide.dimension}, amount)`;
  const by = ['cell_period', cuboid.level, ...cuboid.categories].join(', ');
  const dimension = (name: string) => (cuboid.categories.includes(name) ? name : `''`);
  const whole = 'total, total, 1, least(1, total - 1), keys, expanded';
  const values = {
    volume: 'n, total, largest[1], coalesce(largest[2], 0), keys, expanded',
    actors: 'n, n, 1, least(1, n - 1), keys, expanded_n',
    persons: whole,
    events: whole,
    distinct: whole,
  };
  const rows = parts.map((part) => `('${part.id}', ${values[part.kind]})`).join(', ');
  return `INSERT INTO mart.cell (part, cuboid, period, territory, ${categoryColumns},
                                 n, sum, x1, x2, key_sum, expanded)
    SELECT c.part, '${cuboid.id}', cell_period, ${cuboid.level},
           ${cellCategories.map(dimension).join(', ')},
           c.n, c.sum, c.x1, c.x2, c.key_sum, c.expanded
    FROM (SELECT ${by}, count(*) AS n, sum(${amount})::bigint AS total,
            (array_agg(${amount} ORDER BY ${amount} DESC))[1:2] AS largest,
            (sum(record_key) % 9223372036854775808)::bigint AS keys,
            sum(${amount} * factor) AS expanded, sum(factor) AS expanded_n
          FROM ${from} WHERE ${amount} > 0 GROUP BY ${by}) AS g
    CROSS JOIN LATERAL (VALUES ${rows}) AS c(part, n, sum, x1, x2, key_sum, expanded)`;
}

/**
 * The cells of one cuboid that the source counted itself, under the name in the part's column.
 * Parameter: $1 month.
 */
export function countedSql(stream: string, part: Part, cuboid: Cuboid): string {
  const dimension = (name: string) => (cuboid.categories.includes(name) ? name : `''`);
  return `INSERT INTO mart.cell (part, cuboid, period, territory, ${categoryColumns},
                                 n, sum, x1, x2, key_sum, expanded)
    SELECT '${part.id}', cuboid, month, territory, ${cellCategories.map(dimension).join(', ')},
           value, value, 1, least(1, value - 1), record_key, value
    FROM ingest.${stream}
    WHERE month = $1 AND NOT deleted AND cuboid = '${cuboid.id}'
      AND measure = '${part.column ?? ''}' AND value > 0`;
}
