import { isPaused, type Actors } from '../actors/actors.js';
import { firstDay } from '../calendar.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';

/** Rank of the generation that an actor runs at the end of a month; 0 = before Ségur. */
export function generationAt(actors: Actors, actor: number, month: number): number {
  const end = firstDay(month + 1);
  for (let g = 2; g >= 0; g--) if (actors.starts[3 * actor + g]! < end) return g + 1;
  return 0;
}

const state: BookDeclaration = {
  name: 'roster',
  envelope: 'actor',
  dimensions: [],
  counts: [
    {
      name: 'listed',
      parts: [
        [{ name: 'ordered', parts: [[{ name: 'installed', parts: [[{ name: 'module_on' }]] }]] }],
      ],
    },
  ],
  draw({ actors }, month, entry, node) {
    const end = firstDay(month + 1);
    for (let i = 0; i < actors.count; i++) {
      const generation = generationAt(actors, i, month);
      entry.counts[node['listed']!] = 1;
      entry.counts[node['ordered']!] = actors.ordered[i]! < end ? 1 : 0;
      entry.counts[node['installed']!] = generation > 0 ? 1 : 0;
      entry.counts[node['module_on']!] = generation > 0 && !isPaused(actors, i, month) ? 1 : 0;
      entry.put(i, generation, 0, end - firstDay(month) - 1);
    }
  },
};

/**
 * State of every actor at the end of a month, each 0 or 1: a Ségur release ordered, one run, its
 * module on.
 */
export const roster: StreamDeclaration = {
  name: 'roster',
  book: state,
  sender: 'vendor',
  detailed: false,
  counts: ['ordered', 'installed', 'module_on'],
  total: 'installed',
  present: 'listed',
  state: true,
  fromStart: true,
  rows: ({ actors }) => actors.count,
};
