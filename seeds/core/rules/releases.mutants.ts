import type { Levers } from '../levers/levers.js';
import {
  attempt,
  bitsOf,
  breaking,
  changing,
  isReached,
  withLevers,
  type Mutant,
} from './mutant.js';
import { SENTINELLE_LEVERS } from './rule.js';

/** Levers but for some, which never reach anyone. */
function neverReached(ids: readonly string[]): (levers: Levers) => Partial<Levers> {
  const bits = bitsOf(ids);
  return (levers) => ({ reached: (actor, day) => levers.reached(actor, day) & ~bits });
}

/** At least one mutant for each rule about what a release changes. */
export const releaseMutants: readonly Mutant[] = [
  ...breaking('a Sentinelle release leaves what is produced unchanged, actor by actor', {
    by: 'produces more where clicks are spared',
    month: '2024-03',
    mutate: changing('feeding', (entry) => isReached(entry, 'LEV-04') && entry.scale(2)),
  }),
  ...breaking(
    'a Sentinelle release lifts the share attempted of each actor that runs one, and of no other',
    {
      by: 'keeps the barriers that Sentinelle clears',
      month: '2024-03',
      mutate: withLevers('feeding', neverReached(SENTINELLE_LEVERS)),
    },
    {
      by: 'clears them a year before the release',
      month: '2023-04',
      mutate: withLevers('feeding', (levers) => ({
        reached: (actor, day) => levers.reached(actor, day + 365),
      })),
    },
  ),
  ...breaking('a Sentinelle release hardly moves what is accepted of the attempts', {
    by: 'has more documents rejected as more are sent without a look',
    month: '2024-03',
    mutate: changing('feeding', (entry) => {
      const lost = isReached(entry, 'LEV-04') ? Math.floor(entry.get('accepted') / 3) : 0;
      entry.move('accepted', ['rejected', 'metadata'], lost);
    }),
  }),
  ...breaking(
    'the doctors who run a Sentinelle release attempt about six times what they would without its levers',
    {
      by: 'spares no click',
      month: '2024-03',
      mutate: withLevers('feeding', neverReached(['LEV-04'])),
    },
  ),
  ...breaking('before LEV-05 a prescription is withheld where its module fails', {
    by: 'sends what the module has failed',
    month: '2024-03',
    mutate: changing('feeding', (entry) => attempt(entry, 'prescription_module', ['accepted'])),
  }),
  ...breaking(
    'from the release that carries LEV-05 on no prescription is withheld for its module',
    {
      by: 'goes on withholding what the module has failed',
      month: '2024-11',
      mutate: changing('feeding', (entry) => {
        const blocked = isReached(entry, 'LEV-05') ? entry.get('module_failed') : 0;
        entry.move('user', ['prescription_module'], blocked);
      }),
    },
  ),
];
