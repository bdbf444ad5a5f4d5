import type pg from 'pg';

/** What a table holds, in a form to compare: how many rows, and a digest of them in order. */
export interface Holding {
  readonly rows: number;
  readonly digest: string;
}

export type Books = Readonly<Record<string, Holding>>;

const schemas = ['reference', 'ingest', 'mart', 'published'];

interface Column {
  table: string;
  name: string;
  type: string;
  generated: boolean;
}

/**
 * Everything that a load leaves behind: every table of the schemas that it writes, whatever there
 * is, so that a table added later is compared too. Ids and instants, which differ from run to run, are
 * left out; what refers to an id is named by what the id stands for.
 */
export async function booksOf(db: Pick<pg.ClientBase, 'query'>): Promise<Books> {
  const books: Record<string, Holding> = {};
  for (const [table, query] of await contents(db)) {
    const { rows } = await db.query<{ rows: string; digest: string | null }>(
      `SELECT count(*)::text AS rows, md5(string_agg(md5(t::text), '' ORDER BY t::text)) AS digest
       FROM (${query}) AS t`,
    );
    books[table] = { rows: Number(rows[0]?.rows), digest: rows[0]?.digest ?? '' };
  }
  return books;
}

/** The rows in which one table differs between two databases, some of them, for a message. */
export async function differingRows(
  one: Pick<pg.ClientBase, 'query'>,
  other: Pick<pg.ClientBase, 'query'>,
  table: string,
): Promise<{ only: string[]; onlyOther: string[] }> {
  const query = (await contents(one)).get(table) ?? 'SELECT 1';
  const read = async (db: Pick<pg.ClientBase, 'query'>): Promise<Set<string>> => {
    const { rows } = await db.query<{ row: string }>(`SELECT t::text AS row FROM (${query}) AS t`);
    return new Set(rows.map(({ row }) => row));
  };
  const [own, others] = [await read(one), await read(other)];
  const some = (rows: Set<string>, without: Set<string>): string[] =>
    [...rows]
      .filter((row) => !without.has(row))
      .sort()
      .slice(0, 8);
  return { only: some(own, others), onlyOther: some(others, own) };
}

/** A query for each table's rows. */
async function contents(db: Pick<pg.ClientBase, 'query'>): Promise<Map<string, string>> {
  const { rows: columns } = await db.query<Column>(
    `SELECT n.nspname || '.' || c.relname AS table, a.attname AS name,
            format_type(a.atttypid, a.atttypmod) AS type, a.attidentity <> '' AS generated
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     ORDER BY 1, a.attnum`,
    [schemas],
  );
  const tables = new Map<string, string>();
  for (const [table, own] of Map.groupBy(columns, (column) => column.table)) {
    const select = own.flatMap((column) => expression(table, column)).join(', ');
    const from =
      select === '' ? `SELECT 1 AS present FROM ${table} x` : `SELECT ${select} FROM ${table} x`;
    tables.set(table, special[table]?.(from) ?? from);
  }
  return tables;
}

const ofPage = `(SELECT concat_ws(' ', stream, month, cursor) FROM ingest.page WHERE id = x.page)`;
const ofVintage = (column: string): string =>
  `(SELECT feed_day FROM published.vintage WHERE id = x.${column})`;

function expression(table: string, { name, type, generated }: Column): string[] {
  if (generated || type.startsWith('timestamp')) return [];
  if (name === 'page' && table.startsWith('ingest.')) return [`${ofPage} AS page`];
  if (table.startsWith('published.') && ['valid_from', 'valid_to', 'vintage'].includes(name)) {
    return [`${ofVintage(name)} AS ${name}`];
  }
  return [`x."${name}"`];
}

/**
 * Pages that were refused are asked again, as often as it takes. The first history may be published
 * in more or fewer steps of one feed day: what counts is what stands after that day.
 */
const special: Readonly<Record<string, (from: string) => string>> = {
  'ingest.page': (from) => `${from} WHERE x.status <> 'refused'`,
  'published.vintage':
    () => `SELECT DISTINCT ON (feed_day) feed_day, data_through_month, data_through_day
    FROM published.vintage ORDER BY feed_day, id DESC`,
  'published.vintage_definition': (from) => from.replace('SELECT', 'SELECT DISTINCT'),
};
