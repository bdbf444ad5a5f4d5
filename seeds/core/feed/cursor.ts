import { closeDay, firstDay, formatDay, formatMonth, parseDay } from '../calendar.js';
import type { Grain } from '../tally/columns.js';
import { FeedError } from './errors.js';

/** A place in a part: after it come the rows from `offset` on, of `day` in a journal. */
export interface Place {
  readonly day: number | null;
  /** `end`: the whole emission day is behind. */
  readonly offset: number | 'end';
}

/** Text of a cursor: world, stream, grain, month, then the place. */
export function formatCursor(
  world: string,
  stream: string,
  grain: Grain,
  month: number,
  { day, offset }: Place,
): string {
  const place = day === null ? [offset] : [formatDay(day), offset];
  return [world, stream, grain, formatMonth(month), ...place].join('~');
}

/** Reads a cursor back; one of another world, stream, grain or month is refused. */
export function parseCursor(
  text: string,
  world: string,
  stream: string,
  grain: Grain,
  month: number,
): Place {
  const prefix = [world, stream, grain, formatMonth(month)].join('~');
  const refuse = (code: string, message: string): FeedError =>
    new FeedError(400, code, message, [`${prefix}~…`]);
  if (text.split('~', 1)[0] !== world) {
    throw refuse('other_world', 'The cursor belongs to another world.');
  }
  const pattern = grain !== 'day' ? /^(\d{1,12})$/ : /^(?:(\d{4}-\d{2}-\d{2})~)(\d{1,9}|end)$/;
  const match = text.startsWith(`${prefix}~`) ? pattern.exec(text.slice(prefix.length + 1)) : null;
  if (!match) throw refuse('bad_cursor', 'The cursor is not one of this stream, grain and month.');
  if (grain !== 'day') return { day: null, offset: Number(match[1]) };
  const day = parseDay(match[1]!);
  const isDay = !Number.isNaN(day) && formatDay(day) === match[1];
  if (!isDay || day < firstDay(month) - 1 || day > closeDay(month)) {
    throw refuse('bad_cursor', 'The cursor names a day that is none of this part.');
  }
  return { day, offset: match[2] === 'end' ? 'end' : Number(match[2]) };
}
