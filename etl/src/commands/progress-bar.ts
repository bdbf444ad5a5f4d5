import { SingleBar } from 'cli-progress';
import type { LoadObserver } from '../pipeline/pipeline.js';
import { clockText, trackProgress, type Progress } from '../nights/progress.js';
import { editionSentence } from '../publish/edition-sentence.js';
import { say } from './say.js';

/** A bar on a terminal; elsewhere a line for every tenth of the way. */
export function progressBar(): { observer: LoadObserver; stop(): void } {
  const bar = new SingleBar({
    format: '{bar} {percentage} % | {at} | {rows} rows | {pace} rows/s | {left} left',
    hideCursor: true,
    stopOnComplete: true,
  });
  let tenths = 0;
  let started = false;
  const show = (now: Progress): void => {
    const left = now.secondsLeft === undefined ? '…' : clockText(now.secondsLeft);
    const payload = { at: now.at, rows: now.rows, pace: now.rowsPerSecond, left };
    if (process.stderr.isTTY) {
      if (!started) bar.start(1, 0, payload);
      started = true;
      bar.update(now.fraction, payload);
    } else if (Math.floor(now.fraction * 10) > tenths) {
      tenths = Math.floor(now.fraction * 10);
      say(
        `${tenths * 10} % | ${now.at} | ${now.rows} rows | ${now.rowsPerSecond} rows/s | ${left} left`,
      );
    }
  };
  return {
    observer: {
      ...trackProgress(show),
      published: (edition) => {
        if (!process.stderr.isTTY) say(editionSentence(edition));
      },
    },
    stop: () => {
      if (started) bar.stop();
      started = false;
    },
  };
}
