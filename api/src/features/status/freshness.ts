import { daysBetween } from '@vigie/contract/formulas';
import { type LastLoad } from './last-load.query.js';
import { type StreamProgress } from './loaded-streams.query.js';

/** The day of the feed that every stream has reached, of those that are read day by day. */
export function feedDayOf(streams: readonly Pick<StreamProgress, 'through'>[]): string | null {
  const days = streams.map(({ through }) => through).filter((day) => day !== null);
  return days.sort().at(0) ?? null;
}

/**
 * Days behind the source, on its own calendar: its clock may be a simulated one. Days without an
 * answer from it count too, since it may have moved on meanwhile.
 */
export function lagOf(feedDay: string | null, source: LastLoad['source']): number | null {
  if (feedDay === null || source === null) return null;
  return Math.max(0, daysBetween(feedDay, source.feedDay)) + source.daysAgo;
}
