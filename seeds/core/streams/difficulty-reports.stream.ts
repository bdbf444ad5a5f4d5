import { runs } from '../actors/runs.js';
import { firstDay, monthOf } from '../calendar.js';
import { sentinelle } from '../calibration/sentinelle.js';
import { hash, keyOf, uniform } from '../random/hash.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import {
  causes,
  channelIds,
  irritantIds,
  REPORTS_FROM,
  reportingOf,
  type Cause,
  type Report,
} from './difficulty-reports.model.js';

const { resolution_months: LAG, resolved: RESOLVED } = sentinelle.reports;
const { share: REOPENED } = sentinelle.regressions;

/** What happens to reports of an irritant in a month. */
interface Event {
  readonly kind: 'reported' | 'resolved' | 'reopened';
  readonly irritant: number;
  readonly channel: number;
  readonly rank: number;
  readonly from: number;
  readonly to: number;
}

const book: BookDeclaration = {
  name: 'difficulty_reports',
  envelope: 'actor',
  dimensions: [
    { name: 'irritant', words: irritantIds },
    { name: 'channel', words: channelIds },
  ],
  counts: [{ name: 'reported' }, { name: 'resolved' }, { name: 'reopened' }],
  draw(world, month, entry, node) {
    eachActorEvents(world, month, 1, (actor, events) => {
      events.sort((a, b) => place(a) - place(b));
      events.forEach((event, n) => {
        entry.counts[node[event.kind]!]!++;
        const next = events[n + 1];
        if (next && place(next) === place(event)) return;
        entry.put(actor, event.rank, event.from, event.to, event.irritant, event.channel);
      });
    });
  },
};

/** The entry of an event, among those of its actor. */
const place = ({ rank, irritant, channel }: Event): number =>
  (rank * irritantIds.length + irritant) * channelIds.length + channel;

/**
 * Visits the actors with something reported, resolved or reopened in a month, in order.
 * @param stride looks at one actor of so many
 */
function eachActorEvents(
  world: WorldState,
  month: number,
  stride: number,
  visit: (actor: number, events: Event[]) => void,
): void {
  if (month < REPORTS_FROM) return;
  const { actors } = world;
  const reporting = reportingOf(world, month);
  const life = createLife(world);
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  const recent = firstDay(month - LAG);
  for (let i = 0; i < actors.count; i += stride) {
    const events: Event[] = [];
    /** Follow-up is on the release that runs last in the month. */
    const follow = (kind: Event['kind'], cause: Cause, { channel }: Report): void => {
      const { rank, from, to } = runs(actors, i, first, days).at(-1)!;
      events.push({ kind, irritant: cause.irritant, channel, rank, from, to });
    };
    const eachPast = (
      cause: Cause,
      from: number,
      to: number,
      each: (report: Report, at: number) => void,
    ): void => {
      for (let at = Math.max(REPORTS_FROM, from); at <= Math.min(to, month - 1); at++) {
        const report = reporting.report(i, at, cause);
        if (report) each(report, at);
      }
    };
    const back = reporting.regression(i);
    const broken = back && back.since < first ? monthOf(back.since) : NaN;
    const mended = back ? Math.max(monthOf(back.until), broken + 1) : NaN;
    for (const cause of causes) {
      if (!reporting.meets(i, cause)) continue;
      const report = reporting.report(i, month, cause);
      if (report) {
        const { rank, from, to } = report.run;
        const { irritant } = cause;
        events.push({ kind: 'reported', irritant, channel: report.channel, rank, from, to });
      }
      const clearedOn = reporting.clearedOn(i, cause);
      if (clearedOn >= first) continue;
      const isRecent = clearedOn >= recent;
      const isBack =
        back !== null && clearedOn < back.since && month > broken && month <= mended + LAG;
      if (!isRecent && !isBack) continue;
      const cleared = monthOf(clearedOn);
      eachPast(cause, REPORTS_FROM, cleared, (old, at) => {
        if (firstDay(at) + old.run.to >= clearedOn) return;
        const resolved = life.resolvedIn(i, at, cause, cleared, 0);
        if (resolved === month) follow('resolved', cause, old);
        if (!isBack || !(resolved <= broken) || !life.reopens(i, at, cause)) return;
        if (month === broken + 1) follow('reopened', cause, old);
        if (life.resolvedIn(i, at, cause, mended, 1) === month) follow('resolved', cause, old);
      });
      if (!isBack) continue;
      eachPast(cause, broken, mended, (fresh, at) => {
        if (firstDay(at) + fresh.run.to < back.since) return;
        if (life.resolvedIn(i, at, cause, mended, 2) === month) follow('resolved', cause, fresh);
      });
    }
    if (events.length > 0) visit(i, events);
  }
}

/** What becomes of a report, by the actor, the month and the cause of it. */
function createLife({ actors, seed }: WorldState) {
  const key = keyOf(seed, 'report-life');
  return {
    /** Month in which a report is resolved once its cause was cleared in another; Infinity: never. */
    resolvedIn(actor: number, at: number, cause: Cause, cleared: number, turn: number): number {
      const place = 8 * cause.number + 2 * turn;
      const id = actors.id[actor]!;
      if (uniform(key, id, at, place) >= RESOLVED) return Infinity;
      return cleared + 1 + (hash(key, id, at, place + 1) % LAG);
    },
    reopens: (actor: number, at: number, cause: Cause): boolean =>
      uniform(key, actors.id[actor]!, at, 8 * cause.number + 6) < REOPENED,
  };
}

/** Rows of a month, from one actor of so many where there are many. */
function expectedRows(world: WorldState, month: number): number {
  const stride = Math.ceil(world.actors.count / PANEL);
  let rows = 0;
  eachActorEvents(world, month, stride, (_, events) => {
    rows += new Set(events.map(place)).size;
  });
  return stride * rows;
}
const PANEL = 5000;

/**
 * Reports of difficulties by professionals, by irritant and channel, more as more of what they try
 * fails; resolved after a lever that clears the cause has reached the reporter's version, and
 * reopened by a release that takes it back (causal rule 12).
 */
export const difficultyReports: StreamDeclaration = {
  name: 'difficulty_reports',
  book,
  sender: 's-sentinelle',
  detailed: true,
  counts: ['reported', 'resolved', 'reopened'],
  total: 'reported',
  rows: expectedRows,
  daily: 0.06,
};
