import { monthWeights } from '../actors/activity.js';
import { departments } from '../actors/territory.js';
import { firstDay, weekday } from '../calendar.js';
import { profileRates, rates } from '../calibration/calibration.js';
import { hash, keyOf } from '../random/hash.js';
import type { WorldState } from '../world-state.js';
import { actorColumns } from './actor-columns.js';
import { textColumn, type Column } from './columns.js';
import type { DayWeights, EnvelopeKind } from './book.js';

/** Who the rows of a book are about, in a month. */
export interface Envelope {
  readonly subjects: number;
  /** Eight words of the keyed hash for each subject: pseudonym, half of row_id, record key. */
  readonly words: Uint32Array;
  /** Number of a subject in the complete world. */
  numberOf(subject: number): number;
  /** The subjects in the order of a page. */
  readonly order: ArrayLike<number>;
  /** Columns between those common to all and the stream's own. */
  columns(
    from: number,
    to: number,
    subject: (row: number) => number,
    generation: (row: number) => number,
  ): Column[];
}

/** The envelope of a kind in a month. */
export function envelopeOf(world: WorldState, kind: EnvelopeKind, month: number): Envelope {
  if (kind === 'actor') {
    const { words, order } = world.identities(month);
    return {
      subjects: world.actors.count,
      words,
      numberOf: (subject) => world.actors.id[subject]!,
      order,
      columns: (from, to, subject, generation) =>
        actorColumns(world, from, to, subject, generation),
    };
  }
  const subjects = kind === 'territory' ? departments.length : 1;
  return {
    subjects,
    words: world.sourceWords(month),
    numberOf: (subject) => subject,
    order: ascending(subjects),
    columns: (from, to, subject) => [
      textColumn('stratum', ['complete'], from, to, () => 0),
      ...(kind === 'territory' ? [textColumn('department', departmentIds, from, to, subject)] : []),
    ],
  };
}

/** The envelope where no row will leave: nobody is identified, nothing is in order. */
export function anonymousEnvelope(world: WorldState, kind: EnvelopeKind): Envelope {
  const isActor = kind === 'actor';
  const subjects = isActor ? world.actors.count : kind === 'territory' ? departments.length : 1;
  return {
    subjects,
    words: new Uint32Array(),
    numberOf: (subject) => (isActor ? world.actors.id[subject]! : subject),
    order: ascending(subjects),
    columns: () => [],
  };
}

function ascending(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let n = 0; n < length; n++) order[n] = n;
  return order;
}

const departmentIds = departments.map((department) => department.id);
const CLOSED = 0.04;

/** The days along which the counts of an envelope fall. */
export function usualDays(world: WorldState, kind: EnvelopeKind, month: number): DayWeights {
  return kind === 'actor' ? actorDays(world, month) : sourceDays(world, month);
}

/** An actor's days: its sector's week and season, its closing day, its own ups and downs. */
function actorDays(world: WorldState, month: number): DayWeights {
  const { actors } = world;
  const key = keyOf(world.seed, 'day');
  const first = firstDay(month);
  const sectors = monthWeights(month);
  const weekdays = Array.from({ length: 31 }, (_, d) => weekday(first + d));
  const low = 1 - rates.noise.day;
  const step = (2 * rates.noise.day) / 4294967296;
  return (actor, _, from, to, out) => {
    const id = actors.id[actor]!;
    const sector = sectors[actors.sector[actor]!]!;
    const closed = actors.closedOn[actor]!;
    let total = 0;
    for (let d = from; d <= to; d++) {
      const mood = low + step * hash(key, id, first + d);
      const weight = sector[d]! * mood * (weekdays[d] === closed ? CLOSED : 1);
      total += out[d] = 1 + Math.floor(weight);
    }
    return total;
  };
}

/** The nation's days, with noise of each source's own. */
function sourceDays(world: WorldState, month: number): DayWeights {
  const key = keyOf(world.seed, 'source-day');
  const first = firstDay(month);
  return (subject, root, from, to, out) => {
    let total = 0;
    for (let d = from; d <= to; d++) {
      const noise = 0.85 + (0.3 * hash(key, 64 * subject + root, first + d)) / 4294967296;
      total += out[d] = Math.floor(1000 * profileRates.week[weekday(first + d)]! * noise);
    }
    return total;
  };
}
