import { categoryColumn } from '@vigie/warehouse/schema';
import type pg from 'pg';
import type { Day } from '../calendar/calendar.js';
import { copyIn } from '../pipeline/copy-in.js';
import { cellCategories, hiddenCategories } from './cell-plan.js';
import type { ExactRow } from './roll-up.js';

const categories = cellCategories.map(categoryColumn);
/** Columns that tell exact cells apart. */
export const cellKeys = ['part', 'cuboid', 'period', 'territory', ...categories];
const sums = ['n', 'sum', 'x1', 'x2', 'key_sum', 'expanded'];
const columns = [...cellKeys, ...sums, 'late_x1'].join(', ');
const linesPerChunk = 1_000;

/** Which cells are computed anew: all of these parts in these periods. */
export interface Replaced {
  readonly parts: readonly string[];
  readonly periods: readonly string[];
}

/** Puts cells in the place of those that stand, inside the caller's transaction. */
export async function replaceCells(
  client: pg.ClientBase,
  replaced: Replaced,
  cells: Iterable<ExactRow>,
): Promise<void> {
  await removeCells(client, replaced);
  await copyCells(client, 'mart.cell', cells);
}

/**
 * The same after their month has closed: a cell that changes, comes or goes is noted, so that what
 * was published of it is flagged.
 * @returns how many differ
 */
export async function correctCells(
  client: pg.ClientBase,
  replaced: Replaced,
  cells: Iterable<ExactRow>,
  feedDay: Day,
): Promise<number> {
  await client.query('CREATE TEMP TABLE fresh (LIKE mart.cell) ON COMMIT DROP');
  await copyCells(client, 'fresh', cells);
  const own = cellKeys.map((key) => `coalesce(f.${key}, c.${key}) AS ${key}`).join(', ');
  const noted = cellKeys.filter((key) => !hiddenCategories.includes(key));
  const { rowCount } = await client.query(
    `INSERT INTO mart.erratum (${noted.join(', ')}, feed_day)
     SELECT DISTINCT ${noted.join(', ')}, $3::date FROM (
       SELECT ${own}
       FROM fresh f FULL JOIN
         (SELECT * FROM mart.cell WHERE part = ANY($1) AND period = ANY($2)) c
         ON ${cellKeys.map((key) => `f.${key} = c.${key}`).join(' AND ')}
       WHERE (${sums.map((name) => `f.${name}`).join(', ')})
             IS DISTINCT FROM (${sums.map((name) => `c.${name}`).join(', ')})) AS changed
     WHERE vendor = '' AND release = ''
     ON CONFLICT (${noted.join(', ')}) DO UPDATE SET feed_day = excluded.feed_day`,
    [replaced.parts, replaced.periods, feedDay],
  );
  await removeCells(client, replaced);
  await client.query(`INSERT INTO mart.cell (${columns}) SELECT ${columns} FROM fresh`);
  await client.query('DROP TABLE fresh');
  return rowCount ?? 0;
}

async function removeCells(client: pg.ClientBase, { parts, periods }: Replaced): Promise<void> {
  await client.query('DELETE FROM mart.cell WHERE part = ANY($1) AND period = ANY($2)', [
    parts,
    periods,
  ]);
}

async function copyCells(
  client: pg.ClientBase,
  table: string,
  cells: Iterable<ExactRow>,
): Promise<void> {
  await copyIn(client, `COPY ${table} (${columns}) FROM STDIN`, chunks(cells));
}

/** Lines of PostgreSQL's text format; identifiers hold none of its special characters. */
function* chunks(cells: Iterable<ExactRow>): Generator<string> {
  let lines: string[] = [];
  // Parts of one cell share their categories.
  let last: readonly string[] = [];
  let joined = '';
  for (const cell of cells) {
    const { part, cuboid, period, territory, categories: values } = cell;
    const { n, sum, x1, x2, keySum, expanded, lateX1 = 0 } = cell;
    if (values !== last) joined = values.join('\t');
    last = values;
    lines.push(
      `${part}\t${cuboid}\t${period}\t${territory}\t${joined}\t` +
        `${n}\t${sum}\t${x1}\t${x2}\t${keySum}\t${expanded}\t${lateX1}`,
    );
    if (lines.length === linesPerChunk) {
      yield `${lines.join('\n')}\n`;
      lines = [];
    }
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}
