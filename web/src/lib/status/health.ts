import type { Status } from '@vigie/contract';
import { addMonths } from '../format/date.ts';

/** How things stand in one word; the page says it in a sentence. */
export type Verdict = 'well' | 'watch' | 'late' | 'loading';

export interface StreamHealth {
  id: string;
  lastMonth: string;
  lastDay: string | null;
  /** The month that should be there by now and is not. */
  late: boolean;
  complete: boolean;
  provisional: string[];
  quarantined: number;
}

export interface SenderHealth {
  id: string;
  sector: string | null;
  month: string;
  /** Most of what is awaited has come. */
  most: boolean;
  lastSentOn: string | null;
}

export interface Health {
  verdict: Verdict;
  lagDays: number | null;
  streams: StreamHealth[];
  /** Streams of which a sender is still awaited, those of which most is missing first. */
  awaited: SenderHealth[];
  quarantined: number;
  /** Months and days that a failed check keeps from being published. */
  heldBack: number;
  /** Months that may still change, over all streams, oldest first. */
  provisional: string[];
}

/** Days behind yesterday from which the reader should be warned rather than told. */
const lateFrom = 2;

/** What a reader wants to know of the loads: is all well, and if not, what is late. */
export function healthOf(status: Status): Health {
  const due = status.feed_day === null ? null : addMonths(status.feed_day.slice(0, 7), -1);
  const streams = status.loaded.map((loaded): StreamHealth => ({
    id: loaded.stream,
    lastMonth: loaded.last_month,
    lastDay: loaded.last_day,
    late: due !== null && loaded.last_month < due,
    complete: loaded.complete,
    provisional: loaded.provisional_months,
    quarantined: loaded.quarantined,
  }));
  const awaited = status.sources
    .filter(({ received }) => received !== 'complete')
    .map((source): SenderHealth => ({
      id: source.stream,
      sector: source.sector,
      month: source.month,
      most: source.received === 'at_least_80',
      lastSentOn: source.last_sent_on,
    }))
    .sort((a, b) => Number(a.most) - Number(b.most));
  const quarantined = streams.reduce((sum, stream) => sum + stream.quarantined, 0);
  const heldBack = status.loaded.reduce((sum, { held_back: periods }) => sum + periods, 0);
  const lagDays = status.lag_days;
  const isLate = (lagDays ?? 0) >= lateFrom || streams.some(({ late }) => late);
  const isWatched = (lagDays ?? 0) > 0 || awaited.length > 0 || quarantined > 0 || heldBack > 0;
  return {
    verdict: status.edition === null ? 'loading' : isLate ? 'late' : isWatched ? 'watch' : 'well',
    lagDays,
    streams,
    awaited,
    quarantined,
    heldBack,
    provisional: [...new Set(streams.flatMap(({ provisional }) => provisional))].sort(),
  };
}

/** Months one after the other as ranges: `2026-08`, `2026-10..2026-11`. */
export function monthRanges(months: readonly string[]): { from: string; to: string }[] {
  const ranges: { from: string; to: string }[] = [];
  for (const month of months) {
    const last = ranges.at(-1);
    if (last !== undefined && addMonths(last.to, 1) === month) last.to = month;
    else ranges.push({ from: month, to: month });
  }
  return ranges;
}
