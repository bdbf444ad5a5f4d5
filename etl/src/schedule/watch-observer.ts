import type { Logger } from 'pino';
import { editionSentence } from '../publish/edition-sentence.js';
import type { LoadObserver } from '../pipeline/pipeline.js';
import { clockText, trackProgress } from '../nights/progress.js';
import type { Metrics } from './metrics.js';
import type { WatchState } from './watch-state.js';

const progressEveryMilliseconds = 2_000;

/** Turns what happens in a round into state, metrics and log. */
export function watchObserver(state: WatchState, metrics: Metrics, logger: Logger): LoadObserver {
  let reportedAt = performance.now();
  const progress = trackProgress((now) => {
    state.progress = now;
    if (performance.now() - reportedAt < progressEveryMilliseconds || now.fraction >= 1) return;
    reportedAt = performance.now();
    const left = now.secondsLeft === undefined ? '' : `, ${clockText(now.secondsLeft)} left`;
    logger.info(
      { progress: now },
      `history ${Math.round(now.fraction * 100)} %, ${now.at}, ${now.rowsPerSecond} rows/s${left}`,
    );
  });
  const unknown = new Set<string>();
  return {
    ...progress,
    leads: (run) => {
      state.run = run;
    },
    page: (counts, part) => {
      state.active();
      const { name } = part.stream;
      metrics.page(name, counts);
      if (!unknown.has(name)) state.columns.set(name, []);
      progress.page?.(counts, part);
    },
    part: (part) => {
      state.active();
      progress.part?.(part);
    },
    published: (edition) => {
      state.active();
      state.vintage = edition.vintage;
      const { vintage, feedDay, quality } = edition;
      logger.info({ vintage, feed_day: feedDay, quality }, editionSentence(edition));
    },
    unknownColumns: (stream, columns) => {
      unknown.add(stream);
      if (state.columns.get(stream)?.join() === columns.join()) return;
      state.columns.set(stream, columns);
      logger.warn({ stream, columns }, `${stream} carries unknown columns: ${columns.join(', ')}`);
    },
    timed: (what, seconds, stream) => {
      metrics.took(what, seconds, stream);
    },
    kept: (stream, month, reason) => {
      logger.warn(
        { stream, month },
        `a page of ${stream} ${month} is held in quarantine: ${reason}`,
      );
    },
    stopped: ({ stream, column, kind }) => {
      logger.error(
        { stream, column, kind },
        `${stream} is stopped: ${column} carries an identity (${kind}); nothing of the page was written`,
      );
    },
    errata: (stream, month, cells) => {
      logger.info({ stream, month, cells }, `${cells} final cells of ${stream} ${month} changed`);
    },
    quality: (summary) => {
      state.quality = summary;
      for (const { name, stream, period, submitter, outcome, detail } of summary.changed) {
        if (outcome === 'pass') continue;
        const subject = [stream, period, submitter].filter((text) => text !== '').join(' ');
        const line = `${name} of ${subject}: ${detail ?? outcome}`;
        const about = { check: name, stream, period, submitter, outcome };
        if (outcome === 'fail') logger.error(about, `not published, ${line}`);
        else logger.warn(about, line);
      }
    },
  };
}
