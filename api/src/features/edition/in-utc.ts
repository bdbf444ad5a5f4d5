import { type SQL, sql, type SQLWrapper } from 'drizzle-orm';

/** An instant in UTC, whatever the time zone of the session: `2026-11-22T05:00:00.000Z`. */
export const inUtc = (instant: SQLWrapper): SQL<string> =>
  sql<string>`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
