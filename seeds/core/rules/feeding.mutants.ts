import {
  attempt,
  breaking,
  changing,
  isLiberal,
  SEGUR_V1,
  SEGUR_V2,
  unqualify,
  type Mutant,
} from './mutant.js';

/** At least one mutant for each rule about the chain of a document. */
export const feedingMutants: readonly Mutant[] = [
  ...breaking(
    'a document is fed by a Ségur release that its actor runs on that day',
    {
      by: 'sends under a release that the actor does not run yet',
      month: '2024-03',
      mutate: changing('feeding', (entry) =>
        entry.generation === SEGUR_V1 && isLiberal(entry) ? { generation: SEGUR_V2 } : undefined,
      ),
    },
    {
      by: 'sends from the first of the month of an installation',
      month: '2023-01',
      mutate: changing('feeding', () => ({ from: 0 })),
    },
  ),
  ...breaking(
    'nothing is attempted while the module is off, and what is produced is withheld for it',
    {
      by: 'sends with the module off',
      month: '2024-03',
      mutate: changing('feeding', (entry) => attempt(entry, 'module_off', ['accepted'])),
    },
    {
      by: 'names the user where the module is off',
      month: '2024-03',
      mutate: changing('feeding', (entry) => entry.move('module_off', ['user'])),
    },
  ),
  ...breaking(
    'since January 2023 no more is attempted than what is about patients whose INS is qualified',
    {
      by: 'sends under an INS that is not qualified',
      month: '2023-01',
      mutate: changing('feeding', (entry) => attempt(entry, 'ins_not_qualified', ['accepted'])),
    },
    { by: 'qualifies nobody', month: '2024-03', mutate: changing('visiting', unqualify) },
  ),
  ...breaking(
    'the INS withholds from January 2023 on, the end of the tolerance, and not before',
    {
      by: 'ends the tolerance a month early',
      month: '2022-12',
      mutate: changing('feeding', (entry) => entry.move('user', ['ins_not_qualified'])),
    },
    {
      by: 'goes on with the tolerance',
      month: '2023-01',
      mutate: changing('feeding', (entry) => entry.move('ins_not_qualified', ['user'])),
    },
  ),
  ...breaking(
    'what may not be sent is withheld and never rejected: each document has one end and one reason',
    {
      by: 'has the DMP reject what has no qualified INS',
      month: '2023-01',
      mutate: changing('feeding', (entry) =>
        attempt(entry, 'ins_not_qualified', ['rejected', 'patient']),
      ),
    },
    {
      by: 'forgets what is withheld for an opposition',
      month: '2024-03',
      mutate: changing('feeding', (entry) => {
        entry.add('withheld', -entry.get('patient_opposition'));
        entry.move('patient_opposition', []);
      }),
    },
  ),
];
