import { professions } from '@vigie/seeds/reference';
import type { Actors } from '../actors/actors.js';
import { cumulatedWeights, meanMonth, production } from '../actors/activity.js';
import { runs } from '../actors/runs.js';
import { regionalFactors, sectorIds } from '../actors/territory.js';
import { firstDay } from '../calendar.js';
import { practices } from '../calibration/calibration.js';
import { funding } from '../calibration/programmes.js';
import { visitRates } from '../calibration/visits.js';
import { keyOf, normal, uniform } from '../random/hash.js';
import { firstEntries, type Book } from '../tally/book.js';
import type { BookDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';
import { feeding } from './feeding.book.js';
import { eachPractising, INS_REQUIRED_FROM } from './feeding.model.js';
import { patientMessages } from './messages.patient.stream.js';

const { messages_per_visit } = funding.forfait_structure;

/** By sector; none where actors do not see patients as visits. */
const bySector = sectorIds.map((sector) => visitRates[sector]);

/** Whether the actors of a sector (by index) have visits. */
export const hasVisits = (sector: number): boolean => bySector[sector] !== undefined;

/**
 * Visits closed (consultations, stays, requests), of patients known to the actor or not, of patients
 * whose INS is qualified in the end (as in the feeding), and the visits that gave at least one
 * accepted document or a message to the patient. Those that were fed are qualified since the end of
 * the tolerance; before it some may stand outside.
 */
export const visiting: BookDeclaration = {
  name: 'visiting',
  envelope: 'actor',
  dimensions: [],
  counts: [
    {
      name: 'visits',
      parts: [
        [{ name: 'known' }],
        [
          {
            name: 'qualified',
            parts: [[{ name: 'fed_qualified' }], [{ name: 'messaged' }]],
          },
          { name: 'fed_unqualified' },
        ],
      ],
    },
  ],
  draw(world, month, entry, node) {
    const { actors, seed } = world;
    const key = keyOf(seed, 'visits');
    const usual = usualVisits(world);
    const fed = sumOf(world, world.book(feeding, month), 'accepted');
    const tried = sumOf(world, world.book(feeding, month), 'attempted');
    const sent = sumOf(world, world.book(patientMessages.book, month), 'sent');
    const outside = unequippedWeights(actors, month);
    const { counts } = entry;
    /** Visits and those of known patients, under a generation of some rank. */
    const seen = (i: number, rank: number, weight: number, least: number): number => {
      const id = actors.id[i]!;
      const expected = usual[i]! * weight;
      const visits = Math.max(least, Math.floor(expected + uniform(key, id, month, 16 * rank)));
      const share = 1 - (1 - bySector[actors.sector[i]!]!.known) * Math.exp(normal(key, id, 1) / 4);
      const known = Math.floor(
        visits * Math.max(0, share) + uniform(key, id, month, 16 * rank + 1),
      );
      counts[node['visits']!] = visits;
      counts[node['known']!] = Math.min(visits, known);
      return visits;
    };
    const before = (i: number): void => {
      const { weight, to } = outside(i);
      if (to < 0) return;
      seen(i, 0, weight, 0);
      entry.put(i, 0, 0, to);
    };
    let next = 0;
    const catchUp = (actor: number): void => {
      for (; next <= actor && next < actors.count; next++) before(next);
    };
    eachPractising(world, month, ({ actor: i, g, from, to, documents, qualified: share }) => {
      catchUp(i);
      const own = bySector[actors.sector[i]!];
      if (!own) return;
      const id = actors.id[i]!;
      const rank = g + 1;
      const accepted = fed(i, rank);
      const least = tried(i, rank) + sent(i, rank) > 0 ? 1 : 0;
      const visits = seen(i, rank, documents / actors.size[i]!, least);
      const luck = (n: number): number => uniform(key, id, month, 16 * rank + n);
      const qualified = Math.max(least, Math.min(visits, Math.floor(visits * share + luck(2))));
      const spread = 1 + (own.several * accepted) / Math.max(1, visits);
      const withDocument = Math.min(
        accepted,
        month < INS_REQUIRED_FROM ? visits : qualified,
        Math.max(1, Math.floor(accepted / spread + luck(3))),
      );
      const inside = Math.min(withDocument, qualified);
      counts[node['qualified']!] = qualified;
      counts[node['fed_qualified']!] = inside;
      counts[node['fed_unqualified']!] = withDocument - inside;
      const written = Math.floor(sent(i, rank) / messages_per_visit + luck(4));
      counts[node['messaged']!] = Math.min(qualified, sent(i, rank), written);
      entry.put(i, rank, from, to);
    });
    catchUp(actors.count);
  },
};

/** Visits of each actor in a month of mean activity, apart from the growth of its sector. */
function usualVisits({ actors, seed }: WorldState): Float64Array {
  const known = usual.get(actors);
  if (known) return known;
  const key = keyOf(seed, 'visits');
  const { feeding: regional } = regionalFactors(seed);
  const visits = Float64Array.from({ length: actors.count }, (_, i) => {
    const sector = actors.sector[i]!;
    const own = bySector[sector];
    if (!own) return 0;
    const { produced, professions: kinds } = practices[sectorIds[sector]!]!;
    const profession = professions[actors.profession[i]!]!.id;
    const { activity } = kinds.find((kind) => kind.id === profession)!;
    const size = actors.size[i]! / (activity * produced.mean * regional[actors.department[i]!]!);
    const centre =
      (own.elasticity * (own.elasticity - 1) * produced.sigma ** 2 + own.sigma ** 2) / 2;
    const spread = Math.exp(own.sigma * normal(key, actors.id[i]!, 0) - centre);
    const mean = own.visits ?? produced.mean * (own.per_document ?? 1);
    return mean * (own.professions[profession] ?? 1) * size ** own.elasticity * spread;
  });
  usual.set(actors, visits);
  return visits;
}
const usual = new WeakMap<Actors, Float64Array>();

/** Activity of an actor of the sectors concerned while without a Ségur release, and its last day. */
function unequippedWeights(
  actors: Actors,
  month: number,
): (actor: number) => { weight: number; to: number } {
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  const sums = cumulatedWeights(month);
  const rates = sectorIds.map((id, s) => production(practices[id]!, month) / meanMonth[s]!);
  const none = { weight: 0, to: -1 };
  return (actor) => {
    const sector = actors.sector[actor]!;
    if (bySector[sector]?.unequipped !== true) return none;
    const { rank, to } = runs(actors, actor, first, days)[0]!;
    if (rank > 0) return none;
    return { weight: rates[sector]! * sums[sector]![to + 1]!, to };
  };
}

/** Sums of a count of a book by actor and generation, its other dimensions together. */
export function sumOf(
  { actors }: WorldState,
  book: Book,
  name: string,
): (actor: number, rank: number) => number {
  const of = firstEntries(book, actors.count);
  const column = book.counts[book.tree.names.indexOf(name)]!;
  return (actor, rank) => {
    let sum = 0;
    for (let e = of[actor]!; e < of[actor + 1]!; e++) {
      if (book.generation[e] === rank) sum += column[e]!;
    }
    return sum;
  };
}

/** Rows of a month: one by actor and generation that it ran, before Ségur for some sectors only. */
export function countVisiting({ actors }: WorldState, month: number, unequipped = true): number {
  const first = firstDay(month);
  const days = firstDay(month + 1) - first;
  let rows = 0;
  for (let i = 0; i < actors.count; i++) {
    const own = bySector[actors.sector[i]!];
    if (!own) continue;
    for (const { rank } of runs(actors, i, first, days)) {
      if (rank > 0 || (unequipped && own.unequipped)) rows++;
    }
  }
  return rows;
}
