import { nomenclature } from '@vigie/seeds/reference';
import { isPaused, type Actors } from '../actors/actors.js';
import { GENERATIONS, NEVER } from '../actors/adoption.js';
import { firstDay } from '../calendar.js';
import { hash, keyOf } from '../random/hash.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import { generationAt } from './roster.stream.js';

const events = nomenclature('software_event').map(({ id }) => id);
const reasons = nomenclature('software_reason').map(({ id }) => id);
const [ORDERED, INSTALLED, UPDATED, DISABLED, ENABLED] = events.keys() as unknown as number[];

/** Why an event happens, each equally often [A]; what stops an actor is not told. */
const REASONS: readonly (readonly string[])[] = [
  ['request', 'request', 'request', 'support_visit'],
  ['rollout', 'rollout', 'request', 'support_visit'],
  ['rollout', 'rollout', 'new_release', 'request'],
  ['slowness', 'lack_of_time', 'unconvinced', 'regression'],
  ['new_release', 'new_release', 'support_visit', 'request'],
];
const reasonCodes = REASONS.map((list) => list.map((reason) => reasons.indexOf(reason)));

/** What an actor does with its software, and the generations that it ran before and after. */
interface Change {
  readonly event: number;
  readonly day: number;
  readonly before: number;
  readonly after: number;
}

/**
 * Orders, installations, updates and interruptions of the module, on their days: the flows of
 * which the roster is the state. A module that is off when its release is installed is switched
 * off on that day.
 */
const book: BookDeclaration = {
  name: 'software',
  envelope: 'actor',
  dimensions: [
    { name: 'event', words: events },
    { name: 'from_generation', words: GENERATIONS },
    { name: 'reason', words: reasons },
  ],
  counts: [{ name: 'events' }],
  draw({ actors, seed }, month, entry) {
    const key = keyOf(seed, 'software');
    const first = firstDay(month);
    for (let i = 0; i < actors.count; i++) {
      if (!mayChange(actors, i, month)) continue;
      const changes = changesIn(actors, i, month);
      changes.sort((a, b) => a.after - b.after || a.day - b.day);
      for (const { event, day, before, after } of changes) {
        const list = reasonCodes[event]!;
        const reason = list[hash(key, actors.id[i]!, month, event) % list.length]!;
        entry.counts[0] = 1;
        entry.put(i, after, day - first, day - first, event, before, reason);
      }
    }
  },
};

/** Whether anything can happen to an actor in a month: spares most of them the rest. */
function mayChange(
  { ordered, starts, pauseFrom, pauseTo }: Actors,
  i: number,
  month: number,
): boolean {
  if (pauseFrom[i] === month || pauseTo[i] === month) return true;
  const first = firstDay(month);
  const end = firstDay(month + 1);
  const within = (day: number): boolean => day >= first && day < end;
  return (
    within(ordered[i]!) ||
    within(starts[3 * i]!) ||
    within(starts[3 * i + 1]!) ||
    within(starts[3 * i + 2]!)
  );
}

function changesIn(actors: Actors, i: number, month: number): Change[] {
  const first = firstDay(month);
  const end = firstDay(month + 1);
  const changes: Change[] = [];
  let rank = generationAt(actors, i, month - 1);
  const had = rank > 0;
  const ordered = actors.ordered[i]!;
  if (ordered >= first && ordered < end) {
    changes.push({ event: ORDERED!, day: ordered, before: rank, after: rank });
  }
  const off = isPaused(actors, i, month);
  const wasOff = isPaused(actors, i, month - 1);
  if (had && off !== wasOff) {
    changes.push({ event: off ? DISABLED! : ENABLED!, day: first, before: rank, after: rank });
  }
  for (let g = 0; g < 3; g++) {
    const day = actors.starts[3 * i + g]!;
    if (day < first || day >= end || day === NEVER) continue;
    changes.push({ event: rank === 0 ? INSTALLED! : UPDATED!, day, before: rank, after: g + 1 });
    if (rank === 0 && off) {
      changes.push({ event: DISABLED!, day, before: g + 1, after: g + 1 });
    }
    rank = g + 1;
  }
  return changes;
}

/** Orders, installations, updates, and modules switched off and on again. */
export const software: StreamDeclaration = {
  name: 'software',
  book,
  sender: 'vendor',
  detailed: true,
  counts: ['events'],
  total: 'events',
  fromStart: true,
  rows({ actors }, month) {
    let rows = 0;
    for (let i = 0; i < actors.count; i++) {
      if (mayChange(actors, i, month)) rows += changesIn(actors, i, month).length;
    }
    return rows;
  },
  daily: 0.0375,
};
