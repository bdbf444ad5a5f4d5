import { nomenclature } from '@vigie/seeds/reference';
import { runs, type Run } from '../actors/runs.js';
import { sectorIds } from '../actors/territory.js';
import { firstDay, parseMonth } from '../calendar.js';
import { sentinelle } from '../calibration/sentinelle.js';
import { leverIds } from '../levers/lever-ids.js';
import { keyOf, uniform } from '../random/hash.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { cumulated, drawWord } from './words.js';

const { trainings: rates } = sentinelle;
const formats = nomenclature('training_format').map(({ id }) => id);
const VISIT = formats.indexOf('delegate_visit');
const LISTENING = leverIds.indexOf('LEV-12');
const FROM = parseMonth(rates.from);
const bySector = sectorIds.map((sector) => rates.sectors[sector] ?? 0);

/** Formats of the sessions, beside visits. */
const limits = cumulated(formats.map((id) => rates.formats[id] ?? 0));

/** A session that an actor attends, during a run of the month. */
interface Session {
  readonly run: Run;
  readonly format: number;
}

const book: BookDeclaration = {
  name: 'trainings',
  envelope: 'actor',
  dimensions: [{ name: 'format', words: formats }],
  counts: [{ name: 'attended' }],
  draw(world, month, entry, node) {
    eachTrained(world, month, (actor, sessions) => {
      for (const { run, format } of sessions) {
        entry.counts[node['attended']!] = 1;
        entry.put(actor, run.rank, run.from, run.to, format);
      }
    });
  },
};

/** Visits the actors trained in a month with their sessions, at most one of a run and format. */
function eachTrained(
  { actors, levers, seed }: WorldState,
  month: number,
  visit: (actor: number, sessions: readonly Session[]) => void,
): void {
  if (month < FROM) return;
  const key = keyOf(seed, 'trainings');
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  for (let i = 0; i < actors.count; i++) {
    const id = actors.id[i]!;
    const readiness = bySector[actors.sector[i]!]!;
    const sessions: Session[] = [];
    const draw = uniform(key, id, month);
    const visited = uniform(key, id, month, 1);
    // Most have none: what is drawn is compared with the highest chance first.
    if (draw >= readiness * (rates.at_start + rates.usual) && visited >= VISIT_CHANCE) continue;
    for (const run of runs(actors, i, first, days)) {
      const share = (run.to - run.from + 1) / days;
      const chance = run.rank === 0 ? 0 : readiness * share * needAt(actors.starts, i, run, first);
      if (draw >= chance) continue;
      const rank = uniform(key, id, month, 2 + run.rank);
      sessions.push({ run, format: drawWord(limits, rank) });
      break;
    }
    const listened = first - levers.reachedOn(LISTENING, i);
    if (listened >= 0 && visited < VISIT_CHANCE * Math.exp(-listened / rates.visit.days)) {
      sessions.push({ run: runs(actors, i, first, days).at(-1)!, format: VISIT });
    }
    if (sessions.length > 0) visit(i, sessions);
  }
}

/** Chance of a visit in the month that follows the first contact. */
const VISIT_CHANCE = Math.min(1, (rates.visit.share * 30) / rates.visit.days);

/** Sessions a month that a run calls for: many as a release is new. */
function needAt(starts: Int32Array, actor: number, { rank, to }: Run, first: number): number {
  const age = first + to - starts[3 * actor + rank - 1]!;
  return rates.usual + rates.at_start * Math.exp(-age / rates.days);
}

/** Sessions attended, by format: around each new release, and when a delegate comes. */
export const trainings: StreamDeclaration = {
  name: 'trainings',
  book,
  sender: 's-sentinelle',
  detailed: true,
  counts: ['attended'],
  total: 'attended',
  rows(world, month) {
    let rows = 0;
    eachTrained(world, month, (_, sessions) => {
      rows += sessions.length;
    });
    return rows;
  },
  daily: 0.06,
};
