import {
  breaking,
  changing,
  isLiberal,
  isStructure,
  unqualify,
  type Mutant,
  type Entry,
} from './mutant.js';

/** At least one mutant for each rule about the INS. */
export const identityMutants: readonly Mutant[] = [
  ...breaking('no more identities are qualified, on any day, than calls have answered with one', {
    by: 'qualifies those whom the calls did not find',
    month: '2024-03',
    mutate: changing('identity', (entry) => entry.move('one', ['none'])),
  }),
  ...breaking(
    'an identity is qualified on evidence or by the exception procedure, under a card that names who did it',
    {
      by: 'qualifies under an anonymous card',
      month: '2024-03',
      mutate: changing('identity', (entry) => entry.move('cps_on_evidence', [])),
    },
    {
      by: 'qualifies without evidence',
      month: '2024-03',
      mutate: changing('identity', (entry) => entry.move('cni', [])),
    },
  ),
  ...breaking(
    'the exception procedure is for liberal professionals since September 2023, with their CPS and for patients they know',
    {
      by: 'opens it before September 2023',
      month: '2023-06',
      mutate: changing('identity', qualifyByException),
    },
    {
      by: 'opens it to structures',
      month: '2024-03',
      mutate: changing('identity', (entry) => isStructure(entry) && qualifyByException(entry)),
    },
    {
      by: 'opens it to whoever is called about',
      month: '2024-03',
      mutate: changing('identity', (entry) =>
        isLiberal(entry) ? entry.add('exception', entry.get('called')) : undefined,
      ),
    },
  ),
  ...breaking(
    'who sent has qualified an INS, who qualified has installed, who installed has ordered',
    {
      by: 'installs without an order',
      month: '2024-03',
      mutate: changing('roster', (entry) => entry.move('ordered', [])),
    },
    {
      by: 'sends without a qualified INS',
      month: '2024-03',
      mutate: changing('visiting', unqualify),
    },
  ),
];

/** Qualifies by the exception procedure what is qualified on evidence. */
function qualifyByException(entry: Entry): void {
  entry.move('on_evidence', ['exception']);
}
