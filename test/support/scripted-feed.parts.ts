import type { ScriptedColumn, ScriptedRow, ScriptedValue } from './scripted-feed.arrow.js';

/** Rows of one stream's month, each with the day on which it was emitted, in that order. */
export interface Emission {
  readonly day: string;
  readonly row: ScriptedRow;
}

/** Where a page ends, and whether another can be asked at once. */
export interface Cut {
  readonly rows: readonly ScriptedRow[];
  readonly place: string;
  readonly more: boolean;
}

const text = (value: ScriptedValue | undefined): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value);

/** Highest revision of each row, deleted ones left out. */
export function standing(emissions: readonly Emission[]): ScriptedRow[] {
  const latest = new Map<string, ScriptedRow>();
  for (const { row } of emissions) {
    const held = latest.get(text(row['row_id']));
    if (!held || Number(row['revision']) > Number(held['revision'])) {
      latest.set(text(row['row_id']), row);
    }
  }
  return [...latest.values()].filter((row) => row['op'] === 'upsert');
}

/**
 * The archive of a closed month: what stands, added up over the days, ordered by contributor. Rows
 * that differ in anything but their counts stay apart.
 */
export function archiveOf(
  emissions: readonly Emission[],
  columns: readonly ScriptedColumn[],
  month: string,
  rowId: (key: string) => Uint8Array,
): ScriptedRow[] {
  const counts = columns.filter(
    ({ name, type }) =>
      (type === 'int4' && name !== 'revision') || (type === 'int8' && name !== 'record_key'),
  );
  // An actor's key is its own; a territory's is the sum of its persons' keys.
  const summed = new Set(counts.map(({ name }) => name));
  const ofActor = columns.some(({ name }) => name === 'actor');
  if (!ofActor) summed.add('record_key');
  const apart = columns
    .map(({ name }) => name)
    .filter((name) => !summed.has(name) && !common.has(name) && name !== 'sent_on');
  const groups = new Map<string, Record<string, ScriptedValue>>();
  for (const row of standing(emissions)) {
    const key = apart.map((name) => text(row[name])).join('|');
    const held = groups.get(key);
    if (!held) {
      const own = { row_id: rowId(`${month}|${key}`), revision: 1, op: 'upsert', period: month };
      groups.set(key, { ...row, ...own });
      continue;
    }
    for (const name of summed) held[name] = sum(held[name], row[name]);
    if (text(row['sent_on']) > text(held['sent_on'])) held['sent_on'] = row['sent_on'] ?? '';
  }
  const whose = contributorOf(columns.map(({ name }) => name));
  return [...groups.values()].sort((a, b) => order(text(a[whose]), text(b[whose])));
}

/** The column that says whose a row is. */
const contributorOf = (names: readonly string[]): string =>
  names.find((name) => name === 'actor') ?? names.find((name) => name === 'department') ?? '';

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const common = new Set(['row_id', 'revision', 'op', 'period']);

const sum = (a: ScriptedValue = 0, b: ScriptedValue = 0): ScriptedValue =>
  typeof a === 'bigint' && typeof b === 'bigint' ? (a + b) % 2n ** 63n : Number(a) + Number(b);

/** A page of an archive: whole contributors, one at least. */
export function cutArchive(rows: readonly ScriptedRow[], place: string, limit: number): Cut {
  const from = Number(place === '' ? 0 : place);
  const whose = contributorOf(Object.keys(rows[0] ?? {}));
  const of = (at: number): string => text(rows[at]?.[whose]);
  let to = Math.min(rows.length, from + limit);
  const splits = (): boolean => whose !== '' && to < rows.length && of(to - 1) === of(to);
  while (to > from && splits()) to -= 1;
  if (to === from) to = Math.min(rows.length, from + 1);
  while (splits()) to += 1;
  return { rows: rows.slice(from, to), place: String(to), more: to < rows.length };
}

/** A page of a journal: rows of one emission day, in the order they were emitted. */
export function cutJournal(
  emissions: readonly Emission[],
  place: string,
  limit: number,
  through: string,
): Cut {
  const [day = '', offset = 'end'] = place.split('~');
  const within = (of: string): Emission[] => emissions.filter((emission) => emission.day === of);
  const days = [...new Set(emissions.map((emission) => emission.day))].sort();
  const at = offset === 'end' ? days.find((other) => other > day) : day;
  if (at === undefined || at > through) {
    const last = offset !== 'end' || day > through ? place : `${through}~end`;
    return { rows: [], place: last, more: false };
  }
  const from = offset === 'end' ? 0 : Number(offset);
  const all = within(at);
  const to = Math.min(all.length, from + limit);
  const following = days.find((other) => other > at);
  return {
    rows: all.slice(from, to).map(({ row }) => row),
    place: `${at}~${to === all.length ? 'end' : to}`,
    more: to < all.length || (following !== undefined && following <= through),
  };
}
