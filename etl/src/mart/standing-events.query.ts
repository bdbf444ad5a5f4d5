import type pg from 'pg';
import { escapeLiteral } from 'pg';
import type { Day, Month } from '../calendar/calendar.js';
import { copyOut } from '../pipeline/copy-out.js';
import { partitionName } from '../ledger/partition.query.js';
import type { CellPlan } from './cell-plan.js';
import { EventBuffer } from './event-buffer.js';
import type { EventRows } from './event-rows.js';
import { sourceId, sourcesOf, type Source } from './tracker.js';

/** Rows that are handed on at once, about: a contributor's rows are never split. */
const rowsAtOnce = 20_000;

/** Which events are read; all that stand of the month where nothing is said. */
export interface Wanted {
  /** Days to read. */
  readonly periods?: readonly string[];
  /** Periods of which only what changed is read: what was taken or deleted after a feed day. */
  readonly since?: ReadonlyMap<string, Day>;
}

/**
 * What stands of a stream's month, as cells are made of it, a contributor's rows together where an
 * actor stands behind them: of a month with the amounts of a plan added up, of days as they are.
 */
export async function* standingEvents(
  client: pg.ClientBase,
  stream: string,
  month: Month,
  plan: CellPlan,
  wanted: Wanted = {},
): AsyncGenerator<EventRows> {
  const { of } = plan.cells;
  const sources = of === 'counted' ? [{ column: 'value' }] : sourcesOf(plan.trackers);
  const texts = [
    ...new Set([
      'period',
      ...(of === 'counted' ? ['measure', 'cuboid', 'territory'] : ['stratum']),
      ...plan.sets
        .flatMap(({ dimensions }) => dimensions)
        .filter((name) => of !== 'counted' || name !== 'department'),
    ]),
  ];
  const ofActors = of === 'actor';
  // A day has about one row of each contributor: nothing would be won by adding them up there.
  const grouped = ofActors && plan.grain === 'month';
  const amounts = sources.map((source) => amountSql(source, grouped));
  // A month's rows are one contributor's whatever their days.
  const period = plan.grain === 'month' ? `${escapeLiteral(month)}::text` : 'period';
  const columns = texts.map((name) => (name === 'period' ? `${period} AS period` : quoted(name)));
  const actor = ofActors ? ['actor'] : [];
  const key = grouped ? 'max(record_key)' : 'record_key';
  const groups = [...[...columns.keys()].map((n) => n + 1), ...actor].join(', ');
  const query = `SELECT ${[...columns, ...actor, key, ...amounts].join(', ')}
    FROM ${partitionName(stream, month)} WHERE ${conditionSql(plan, wanted)}
    ${grouped ? `GROUP BY ${groups}` : ''} ${ofActors ? 'ORDER BY 1, actor' : ''}`;
  const buffer = new EventBuffer(texts, sources.map(sourceId), ofActors, rowsAtOnce);
  for await (const chunk of copyOut(client, query)) yield* buffer.take(chunk);
  yield* buffer.rest();
}

function conditionSql({ grain }: CellPlan, { periods, since }: Wanted): string {
  if (since) {
    // A month is one period, whatever the days of its rows.
    const of = grain === 'month' ? 'left(period, 7)' : 'period';
    const days = [...since].map(
      ([period, day]) => `WHEN ${escapeLiteral(period)} THEN date ${escapeLiteral(day)}`,
    );
    return `taken_on > CASE ${of} ${days.join(' ')} END`;
  }
  return periods
    ? `NOT deleted AND period IN (${periods.map(escapeLiteral).join(', ')})`
    : 'NOT deleted';
}

/** A source's amount of a row, or of a contributor's rows; NaN where a row is none of its. */
function amountSql(
  { column, plus = [], minus = [], where = {} }: Source,
  grouped: boolean,
): string {
  const sum = [
    quoted(column),
    ...plus.map((name) => `+ ${quoted(name)}`),
    ...minus.map((name) => `- ${quoted(name)}`),
  ].join(' ');
  const conditions = Object.entries(where)
    .map(([name, values]) => `${quoted(name)} IN (${values.map(escapeLiteral).join(', ')})`)
    .join(' AND ');
  const amount = grouped
    ? `sum(${sum})${conditions === '' ? '' : ` FILTER (WHERE ${conditions})`}`
    : conditions === ''
      ? sum
      : `CASE WHEN ${conditions} THEN ${sum} END`;
  return `coalesce((${amount})::float8, 'NaN')`;
}

/** Some counts have the names of keywords. */
const quoted = (name: string): string => `"${name}"`;
