import { levers, releases, vendors } from '@vigie/seeds/reference';
import { NEVER } from '../actors/adoption.js';
import { firstDay, parseDay } from '../calendar.js';
import { leversFrom } from '../levers/levers.js';
import type { BookDeclaration, StreamDeclaration } from '../tally/stream.js';
import type { WorldState } from '../world-state.js';

/** Codes of the dimensions, in their order; 0 stands for no vendor and no release. */
interface Deployment {
  readonly codes: readonly [vendor: number, release: number, lever: number];
  readonly plannedOn: number;
}

const deployments: readonly Deployment[] = levers.flatMap(({ id, kind }, lever): Deployment[] => {
  if (kind !== 'release') {
    return leversFrom[lever] === NEVER
      ? []
      : [{ codes: [0, 0, lever], plannedOn: leversFrom[lever]! }];
  }
  return releases.flatMap((release, r) => {
    if (!release.levers.includes(id)) return [];
    const vendor = vendors.findIndex((v) => v.id === release.vendor);
    return [{ codes: [vendor + 1, r + 1, lever], plannedOn: parseDay(release.released_on) }];
  });
});

/** Deployments of a month with their day within it, as the scenario has them. */
function deployedIn({ levers: state }: WorldState, month: number) {
  const first = firstDay(month);
  const end = firstDay(month + 1);
  return deployments
    .map(({ codes, plannedOn }) => ({ codes, on: state.moved(codes[2], plannedOn) }))
    .filter(({ on }) => on >= first && on < end)
    .map(({ codes, on }) => ({ codes, day: on - first }));
}

const book: BookDeclaration = {
  name: 'lever_deployments',
  envelope: 'national',
  dimensions: [
    { name: 'vendor', words: ['', ...vendors.map(({ id }) => id)] },
    { name: 'release', words: ['', ...releases.map(({ id }) => id)] },
    { name: 'lever', words: levers.map(({ id }) => id) },
  ],
  counts: [{ name: 'deployed' }],
  draw(world, month, entry, node) {
    for (const { codes, day } of deployedIn(world, month)) {
      entry.counts[node['deployed']!] = 1;
      entry.put(0, 0, day, day, ...codes);
    }
  },
};

/**
 * Levers deployed: by the release that brings them, on its day; for the whole country, without
 * vendor and release, on the day from which they can reach anyone.
 */
export const leverDeployments: StreamDeclaration = {
  name: 'lever_deployments',
  book,
  sender: 's-sentinelle',
  detailed: true,
  counts: ['deployed'],
  total: 'deployed',
  rows: (world, month) => deployedIn(world, month).length,
  daily: 0.05,
};
