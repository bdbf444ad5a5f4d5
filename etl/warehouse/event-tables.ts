import type pg from 'pg';
import { SchemaMismatchError } from './errors.js';

type Queryable = Pick<pg.ClientBase, 'query'>;

/** Types of the columns of events, by the name that declarations call them. */
const sqlTypes = {
  text: 'text',
  int4: 'integer',
  int8: 'bigint',
  uuid: 'uuid',
  date: 'date',
} as const;
export type EventColumnType = keyof typeof sqlTypes;

/** The table of one stream of events, partitioned by month. */
export interface EventTable {
  name: string;
  /** Column that it would be distributed by in a distributed PostgreSQL; part of every unique key. */
  distribution: string;
  /** Columns after the common ones. */
  columns: readonly EventColumn[];
}
export interface EventColumn {
  name: string;
  type: EventColumnType;
}

/** What was done to the tables, for whoever is told. */
export interface EventTableChanges {
  created: string[];
  /** Tables with the columns that they gained: rows held before have 0 or an empty text there. */
  extended: { table: string; columns: string[]; holdsMonths: boolean }[];
}

/** The common columns of every event. */
const commonColumns: readonly (readonly [string, string])[] = [
  ['month', 'text'],
  ['period', 'text'],
  ['row_id', 'uuid'],
  ['revision', 'integer'],
  ['deleted', 'boolean'],
  // The feed day that the row was taken on; of an archive's rows, none.
  ['taken_on', 'date'],
];

/** What rows that were held before a column was declared have in it. */
const defaults: Readonly<Record<EventColumnType, string>> = {
  text: `''`,
  int4: '0',
  int8: '0',
  uuid: `'00000000-0000-0000-0000-000000000000'`,
  date: `'-infinity'`,
};

/** Names of the project's own: also what makes them safe within a statement. */
const plainName = /^[a-z][a-z0-9_]{0,40}$/;

/**
 * Creates the tables that are missing and adds the columns that they lack, as the owner, in one
 * transaction. A column that is no longer declared stays, empty in the rows to come.
 * @throws SchemaMismatchError where a table holds what a declaration contradicts: nothing is changed
 */
export async function ensureEventTables(
  owner: Queryable,
  tables: readonly EventTable[],
): Promise<EventTableChanges> {
  const changes: EventTableChanges = { created: [], extended: [] };
  await owner.query('BEGIN');
  try {
    const held = await heldTables(owner, tables);
    for (const table of tables) {
      refuseBadNames(table);
      const found = held.get(table.name);
      if (!found) {
        await create(owner, table);
        changes.created.push(table.name);
        continue;
      }
      const { contradiction, missing, retired } = compare(table, found);
      if (contradiction !== undefined) throw new SchemaMismatchError(contradiction);
      for (const column of missing) await owner.query(addColumn(table, column));
      for (const name of retired) await owner.query(letBeEmpty(table, name));
      if (missing.length > 0) {
        const columns = missing.map(({ name }) => name);
        changes.extended.push({ table: table.name, columns, holdsMonths: found.holdsMonths });
      }
    }
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
  return changes;
}

/** @throws SchemaMismatchError unless every table is as it is declared */
export async function assertEventTables(
  db: Queryable,
  tables: readonly EventTable[],
): Promise<void> {
  const held = await heldTables(db, tables);
  for (const table of tables) {
    const found = held.get(table.name);
    const { contradiction, missing } = found
      ? compare(table, found)
      : { contradiction: undefined, missing: table.columns };
    if (contradiction !== undefined) throw new SchemaMismatchError(contradiction);
    if (missing.length > 0) {
      const lacks = found ? `the columns ${listOf(missing)} of` : 'the table of';
      throw new SchemaMismatchError(
        `The database lacks ${lacks} the stream ${table.name}, which this release loads: run "migrate".`,
      );
    }
  }
}

interface HeldTable {
  distribution: string | null;
  partitioned: boolean;
  /** Whether there is a partition of any month. */
  holdsMonths: boolean;
  /** Types by column. */
  columns: ReadonlyMap<string, string>;
  /** Columns that hold a value in every row. */
  filled: readonly string[];
}

async function heldTables(
  db: Queryable,
  tables: readonly EventTable[],
): Promise<ReadonlyMap<string, HeldTable>> {
  const { rows } = await db.query<{
    name: string;
    partitioned: boolean;
    holdsMonths: boolean;
    distribution: string | null;
    columns: Record<string, string>;
    filled: string[] | null;
  }>(
    `SELECT c.relname AS name, c.relkind = 'p' AS partitioned,
            EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid) AS "holdsMonths",
            substring(obj_description(c.oid, 'pg_class') FROM 'distributed by (\\w+)') AS distribution,
            jsonb_object_agg(a.attname, format_type(a.atttypid, NULL)) AS columns,
            array_agg(a.attname::text) FILTER (WHERE a.attnotnull) AS filled
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE n.nspname = 'ingest' AND c.relname = ANY($1)
     GROUP BY c.oid, c.relname, c.relkind`,
    [tables.map(({ name }) => name)],
  );
  return new Map(
    rows.map(({ name, columns, filled, ...rest }) => [
      name,
      { ...rest, columns: new Map(Object.entries(columns)), filled: filled ?? [] },
    ]),
  );
}

function compare(
  table: EventTable,
  found: HeldTable,
): {
  contradiction: string | undefined;
  missing: EventColumn[];
  retired: string[];
} {
  const declared = table.columns.map(({ name, type }) => [name, sqlTypes[type]] as const);
  const wanted = new Map([...commonColumns, ...declared]);
  const other = [...wanted].find(([name, type]) => (found.columns.get(name) ?? type) !== type);
  const lost = commonColumns.find(([name]) => !found.columns.has(name));
  const contradiction =
    !found.partitioned || lost !== undefined
      ? `ingest.${table.name} is no table of events: give the stream another name.`
      : other !== undefined
        ? `The column ${other[0]} of ingest.${table.name} is of type ${found.columns.get(other[0]) ?? ''}, ` +
          `and the stream now declares ${other[1]}: a type cannot change; declare it under another name.`
        : found.distribution !== table.distribution
          ? `ingest.${table.name} is distributed by ${found.distribution ?? 'nothing'}, and the stream ` +
            `now declares ${table.distribution}: that cannot change while it holds rows.`
          : undefined;
  return {
    contradiction,
    missing: table.columns.filter(({ name }) => !found.columns.has(name)),
    retired: found.filled.filter((name) => !wanted.has(name)),
  };
}

async function create(owner: Queryable, table: EventTable): Promise<void> {
  const columns = [
    ...commonColumns.map(
      ([name, type]) =>
        `"${name}" ${type} NOT NULL${name === 'taken_on' ? ` DEFAULT '-infinity'` : ''}`,
    ),
    ...table.columns.map(({ name, type }) => `"${name}" ${sqlTypes[type]} NOT NULL`),
  ];
  await owner.query(
    `CREATE TABLE ingest."${table.name}" (${columns.join(', ')}) PARTITION BY LIST (month)`,
  );
  // The functions that open and drop partitions read here that it is a table of events.
  await owner.query(
    `COMMENT ON TABLE ingest."${table.name}" IS 'distributed by ${table.distribution}'`,
  );
  await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ingest."${table.name}" TO vigie_etl`);
}

const addColumn = (table: EventTable, { name, type }: EventColumn): string =>
  `ALTER TABLE ingest."${table.name}" ADD COLUMN "${name}" ${sqlTypes[type]} NOT NULL DEFAULT ${defaults[type]}`;

const letBeEmpty = (table: EventTable, name: string): string =>
  `ALTER TABLE ingest."${table.name}" ALTER COLUMN "${name}" DROP NOT NULL`;

function refuseBadNames({ name, distribution, columns }: EventTable): void {
  const names = columns.map((column) => column.name);
  const bad = [name, ...names].find((word) => !plainName.test(word));
  if (bad !== undefined) {
    throw new SchemaMismatchError(
      `The stream ${name} declares the name “${bad}”: small letters, digits and _ are allowed.`,
    );
  }
  const twice = names.find(
    (word, at) => names.indexOf(word) !== at || commonColumns.some(([common]) => common === word),
  );
  if (twice !== undefined) {
    throw new SchemaMismatchError(`The stream ${name} declares the column ${twice} twice.`);
  }
  if (!names.includes(distribution)) {
    throw new SchemaMismatchError(
      `The stream ${name} is distributed by ${distribution}, which is none of its columns.`,
    );
  }
}

const listOf = (columns: readonly EventColumn[]): string =>
  columns.map(({ name }) => name).join(', ');
