import { isPaused, type Actors } from '../actors/actors.js';
import { firstDay, formatMonth } from '../calendar.js';
import { actorColumns } from './actor-columns.js';
import { OPS } from './documents.stream.js';
import { identityColumns } from './identity.js';
import { countColumn, simplePart, textColumn, type Column, type Grain, type Part } from './part.js';
import type { WorldState } from './world-state.js';

/** Rank of the generation that an actor runs at the end of a month; 0 = before Ségur. */
export function generationAt(actors: Actors, actor: number, month: number): number {
  const end = firstDay(month + 1);
  for (let g = 2; g >= 0; g--) if (actors.starts[3 * actor + g]! < end) return g + 1;
  return 0;
}

/** State of every actor at the end of a month, ordered by pseudonym. */
export function rosterPart(world: WorldState, grain: Grain, month: number): Part {
  const { actors } = world;
  const { order, words } = world.identities(month);
  const end = firstDay(month + 1);
  const generations = Uint8Array.from({ length: actors.count }, (_, i) =>
    generationAt(actors, i, month),
  );
  const actor = (row: number): number => order[row]!;
  const generation = (row: number): number => generations[order[row]!]!;
  const place = grain === 'month' ? 0x20000000 : 0x21000000;
  return simplePart(actors.count, grain === 'day' ? end : null, (from, to): Column[] => {
    const identity = identityColumns(words, from, to, actor, () => place);
    const count = (name: string, value: (row: number) => boolean): Column =>
      countColumn(name, from, to, (row) => (value(row) ? 1 : 0));
    return [
      identity.rowId,
      countColumn('revision', from, to, () => 1),
      textColumn('op', OPS, from, to, () => 0),
      textColumn('period', [formatMonth(month)], from, to, () => 0),
      identity.actor,
      identity.recordKey,
      ...actorColumns(world, from, to, actor, generation),
      count('ordered', (row) => actors.ordered[order[row]!]! < end),
      count('installed', (row) => generation(row) > 0),
      count('module_on', (row) => generation(row) > 0 && !isPaused(actors, order[row]!, month)),
    ];
  });
}
