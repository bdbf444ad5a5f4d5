import { createHash } from 'node:crypto';
import { closeDay, firstDay } from '../calendar.js';
import type { Column, Grain, Part } from '../tally/columns.js';
import { encode } from './arrow.js';
import { formatCursor, parseCursor, type Place } from './cursor.js';
import { FeedError } from './errors.js';

export const MAX_LIMIT = 100_000;
export const DEFAULT_LIMIT = 50_000;

export interface PageQuery {
  readonly grain: Grain;
  readonly month: number;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
  /** Last emission day served, journal only. */
  readonly through: number;
}

export interface Page {
  readonly body: Uint8Array;
  readonly rows: number;
  readonly sha256: string;
  readonly next: string;
  readonly more: boolean;
}

export interface Slice {
  readonly columns: Column[];
  readonly rows: number;
  readonly next: string;
  readonly more: boolean;
}

/** The rows of one page and where the next one begins. */
export function slicePage(part: Part, world: string, stream: string, query: PageQuery): Slice {
  const { grain, month, limit = DEFAULT_LIMIT } = query;
  const place = query.after
    ? parseCursor(query.after, world, stream, grain, month)
    : { day: null, offset: 0 };
  const next = grain !== 'day' ? archive(part, place, limit) : journal(part, place, limit, query);
  return {
    columns: part.columns(next.from, next.to),
    rows: next.to - next.from,
    next: formatCursor(world, stream, grain, month, next.place),
    more: next.more,
  };
}

/**
 * Whether a journal's cursor is behind all that the query may see: the page is empty whatever the
 * month holds, and leads to where it was asked from.
 */
export function isSpent(world: string, stream: string, query: PageQuery): boolean {
  const { grain, month, after, through } = query;
  if (grain !== 'day' || !after) return false;
  const { day, offset } = parseCursor(after, world, stream, grain, month);
  return offset === 'end' && day !== null && day >= Math.min(through, closeDay(month));
}

/** A slice as it is sent. */
export function seal(slice: Slice): Page {
  const body = encode(slice.columns);
  const sha256 = createHash('sha256').update(body).digest('hex');
  return { body, rows: slice.rows, sha256, next: slice.next, more: slice.more };
}

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly place: Place;
  readonly more: boolean;
}

function archive(part: Part, place: Place, limit: number): Cut {
  const from = Number(place.offset);
  if (from > part.rows || part.boundary(from) !== from) throw outOfPlace();
  let to = part.boundary(from + limit);
  // At least one whole actor, however small the limit.
  for (let more = limit + 1; to <= from && from < part.rows; more++)
    to = part.boundary(from + more);
  return { from, to, place: { day: null, offset: to }, more: to < part.rows };
}

function journal(part: Part, place: Place, limit: number, { month, through }: PageQuery): Cut {
  const { days } = part;
  const from = place.day ?? firstDay(month) - 1;
  const open = place.offset === 'end' || place.day === null;
  const index = days.findIndex(({ day }) => (open ? day > from : day >= from));
  const emission = days[index];
  const last = Math.min(through, closeDay(month));
  if (!open && emission?.day !== from) throw outOfPlace();
  // Asked again with an earlier `through`: the rest of the day waits.
  if (!open && from > last) return { from: 0, to: 0, place, more: false };
  if (!emission || emission.day > last) {
    const day = Math.max(from, last);
    return {
      from: 0,
      to: 0,
      place: { day: Math.max(day, firstDay(month) - 1), offset: 'end' },
      more: false,
    };
  }
  const end = days[index + 1]?.from ?? part.rows;
  const begin = emission.from + (open ? 0 : place.offset);
  if (begin > end) throw outOfPlace();
  const to = Math.min(end, begin + limit);
  const following = days[index + 1];
  return {
    from: begin,
    to,
    place: { day: emission.day, offset: to === end ? 'end' : to - emission.from },
    more: to < end || (following !== undefined && following.day <= last),
  };
}

const outOfPlace = (): FeedError =>
  new FeedError(400, 'bad_cursor', 'The cursor is not the end of a page.', [
    'vigie-next of a page',
  ]);
