import { regionIndex } from '../actors/territory.js';
import { keyOf, normal } from '../random/hash.js';
import { fedDocuments } from '../streams/fed-curve.js';
import { createProfileMonths, type ProfileMonths } from '../streams/profile-months.js';
import type { WorldState } from '../world-state.js';
import { attempt, breaking, changing, drawnIn, type Mutant, type Mutate } from './mutant.js';

/** At least one mutant for each rule about profiles. */
export const profileMutants: readonly Mutant[] = [
  ...breaking(
    'documents are rejected for a closed profile about as often as patients have opposed theirs',
    {
      by: 'blames the network for a closed profile',
      month: '2024-03',
      mutate: changing('feeding', (entry) => entry.move('closed', ['network'])),
    },
  ),
  ...breaking(
    'a document is accepted only where a profile is open',
    {
      by: 'sends before the department opens',
      month: '2022-02',
      mutate: changing('feeding', (entry) => attempt(entry, 'user', ['accepted'])),
    },
    {
      by: 'accepts in a department without a profile',
      month: '2024-03',
      mutate: changing('profiles', (entry) => entry.subject < 20 && entry.move('open_stock', [])),
    },
  ),
  ...breaking('a profile accepts as well whether activated or not', {
    by: 'rejects the documents of profiles that are not activated',
    month: '2024-03',
    mutate: changing('feeding', (entry) => {
      const { world, month, subject } = entry;
      const share = activatedShare(world, month, world.actors.department[subject]!);
      const lost = Math.round(entry.get('accepted') * (1 - share));
      entry.move('accepted', ['rejected', 'no_profile'], lost);
    }),
  }),
  ...breaking(
    'no more profiles are activated than open, on any day',
    {
      by: 'activates profiles that are not open, for good',
      month: '2024-03',
      mutate: changing('profiles', (entry) =>
        entry.add('activated_stock', entry.get('open_stock')),
      ),
    },
    {
      by: 'activates more profiles in a month than there are',
      month: '2024-03',
      mutate: changing('profiles', (entry) => entry.add('activated', entry.get('open_stock'))),
    },
  ),
  ...breaking('an activated profile stays so until it is closed', {
    by: 'lets an activation lapse',
    month: '2024-03',
    mutate: changing('profiles', (entry) =>
      entry.add(
        'activated_stock',
        entry.month % 2 ? -Math.round(entry.get('activated_stock') / 9) : 0,
      ),
    ),
  }),
  ...breaking(
    'fewer documents fed make fewer activations',
    { by: 'activates whatever is fed', month: '2024-11', mutate: profilesFedBy(() => 8e6) },
    {
      by: 'activates less where more is fed',
      month: '2024-11',
      mutate: profilesFedBy((world, month) => 3e7 - fedDocuments(world, month)),
    },
  ),
  ...breaking('regions activate more or less, and the nation as under any other draw of them', {
    by: 'draws regions around no common mean',
    month: '2024-03',
    mutate: changing('profiles', (entry) => {
      const { world, subject } = entry;
      const factor = Math.exp(normal(keyOf(world.seed, 'uncentred'), regionIndex[subject]!) / 3);
      entry.add('activated_stock', Math.round((factor - 1) * entry.get('activated_stock')));
    }),
  }),
];

const paths = new WeakMap<WorldState, ProfileMonths>();

/** Draws the profiles along another curve of the documents fed. */
function profilesFedBy(curve: (world: WorldState, month: number) => number): Mutate {
  return drawnIn('profiles', (world) => {
    let profiles = paths.get(world);
    if (!profiles) {
      profiles = createProfileMonths(world.seed, (month) => curve(world, month));
      paths.set(world, profiles);
    }
    return { ...world, profiles };
  });
}

/** Share of the open profiles of a department that are activated. */
function activatedShare({ profiles }: WorldState, month: number, department: number): number {
  const { open, active } = profiles.at(month).stocks;
  const cells = open.length / regionIndex.length;
  const sum = (column: Int32Array): number =>
    column.subarray(department * cells, (department + 1) * cells).reduce((a, b) => a + b, 0);
  return sum(active) / sum(open);
}
