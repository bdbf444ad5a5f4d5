import { monthOf, monthsFrom } from '../calendar/calendar.js';
import { grainAtFirstHistory } from '../reference/source.js';
import { streams } from '../streams/index.js';
import type { LoadObserver } from './advance.js';

export interface Progress {
  /** Share of the first history that is loaded, 0 to 1. */
  fraction: number;
  rows: number;
  rowsPerSecond: number;
  /** Expected seconds to the end at the pace so far; undefined until there is a pace. */
  secondsLeft: number | undefined;
  /** What was loaded last, `documents 2026-03`. */
  at: string;
}

/** Streams whose journal has a row for each day that something happened. */
const daily = new Set(['documents', 'profiles', 'ins_statuses', 'patient_messages']);
/** A journal month holds about this many rows for each row of the archive's month. */
const journalWeight = 15;

/**
 * Follows the first history: each part weighs what its stream's archive holds in a month. The
 * clock is given, so that a test needs none.
 */
export function trackProgress(
  report: (progress: Progress) => void,
  now: () => number = () => performance.now(),
): LoadObserver {
  let weights = new Map<string, number>();
  const done = new Set<string>();
  let rows = 0;
  let at = '';
  const started = now();
  const emit = (): void => {
    let all = 0;
    let reached = 0;
    for (const [part, weight] of weights) {
      all += weight;
      if (done.has(part)) reached += weight;
    }
    const seconds = (now() - started) / 1000;
    const fraction = all === 0 ? 0 : reached / all;
    report({
      fraction,
      rows,
      rowsPerSecond: seconds > 0 ? Math.round(rows / seconds) : 0,
      secondsLeft: fraction > 0.02 ? Math.round((seconds * (1 - fraction)) / fraction) : undefined,
      at,
    });
  };
  return {
    planned({ source, manifest }) {
      const months = monthsFrom(source.historyFrom, monthOf(source.historyThrough));
      weights = new Map(
        streams.flatMap(({ name }) => {
          const feed = manifest.streams.find((stream) => stream.name === name);
          const monthly = Math.max(1, (feed?.rows.month ?? 0) / months.length);
          return months.map((month): [string, number] => {
            const journal = grainAtFirstHistory(month, source.historyThrough) === 'day';
            const many = daily.has(name);
            return [`${name} ${month}`, journal && many ? monthly * journalWeight : monthly];
          });
        }),
      );
    },
    page(counts, part) {
      rows += counts.received;
      at = `${part.stream.name} ${part.month}`;
      emit();
    },
    part({ stream, month }) {
      done.add(`${stream} ${month}`);
      emit();
    },
  };
}

/** `1:05` for sixty-five seconds. */
export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;
