import { breaking, changing, drawnIn, withLevers, type Mutant } from './mutant.js';

/** At least one mutant for each rule about difficulties in use. */
export const irritantMutants: readonly Mutant[] = [
  ...breaking(
    'difficulties that Sentinelle clears stop being reported no later than its doctors feed more',
    {
      by: 'goes on reporting for four months what the release has cleared',
      month: '2023-11',
      mutate: withLevers('difficulty_reports', (levers) => ({
        reached: (actor, day) => levers.reached(actor, day - 120),
        reachedOn: (lever, actor) => levers.reachedOn(lever, actor) + 120,
      })),
    },
  ),
  ...breaking('who sees more of what is tried fail reports more', {
    by: 'has those report who try little',
    month: '2023-08',
    mutate: drawnIn('difficulty_reports', (world) => ({
      ...world,
      actors: { ...world.actors, size: world.actors.size.map((size) => 20_000 / size) },
    })),
  }),
  ...breaking(
    'a report is resolved only once a lever that clears its cause has reached the reporter',
    {
      by: 'resolves what is reported at once',
      month: '2023-06',
      mutate: changing('difficulty_reports', (entry) =>
        entry.add('resolved', entry.get('reported')),
      ),
    },
  ),
  ...breaking('a report is reopened only under a release that takes back what was mended', {
    by: 'reopens under any release',
    month: '2023-12',
    mutate: changing('difficulty_reports', (entry) => entry.add('reopened', entry.get('resolved'))),
  }),
];
