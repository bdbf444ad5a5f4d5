import { monthOf, monthsFrom } from '../calendar/calendar.js';
import { grainAtFirstHistory } from '../reference/source.js';
import type { LoadObserver } from '../pipeline/pipeline.js';

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

/** A journal month of a stream that is not declared once a month holds about this many rows for each row of the archive's month. */
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
    planned({ source, manifest, streams }) {
      const months = monthsFrom(source.historyFrom, monthOf(source.historyThrough));
      weights = new Map(
        streams.flatMap(({ name, monthly = false }) => {
          const feed = manifest.streams.find((stream) => stream.name === name);
          const rows = Math.max(1, (feed?.rows.month ?? 0) / months.length);
          return months.map((month): [string, number] => {
            const journal = grainAtFirstHistory(month, source.historyThrough) === 'day';
            return [`${name} ${month}`, journal && !monthly ? rows * journalWeight : rows];
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
