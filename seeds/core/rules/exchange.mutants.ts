import { professions } from '@vigie/seeds/reference';
import { BEFORE_SEGUR, breaking, changing, SENTINELLE, unqualify, type Mutant } from './mutant.js';
import { PHYSICIAN } from './rule.js';

const PHYSICIAN_INDEX = professions.findIndex(({ id }) => id === PHYSICIAN);

/** At least one mutant for each rule about messages to patients and consultations of the record. */
export const exchangeMutants: readonly Mutant[] = [
  ...breaking(
    'only an actor with a Ségur release and a patient whose INS is qualified writes to a patient',
    {
      by: 'writes without a Ségur release',
      month: '2025-03',
      mutate: changing('patient_messages', () => ({ generation: BEFORE_SEGUR })),
    },
    {
      by: 'writes without a qualified INS',
      month: '2025-03',
      mutate: changing('visiting', unqualify),
    },
  ),
  ...breaking('a message to a patient who has opposed the profile bounces', {
    by: 'delivers to opposed profiles',
    month: '2025-12',
    mutate: changing('patient_messages', (entry) => entry.move('bounced', ['delivered'])),
  }),
  ...breaking(
    'a message to an open profile that is not activated waits, and to an activated one is delivered',
    {
      by: 'delivers whether activated or not',
      month: '2025-12',
      mutate: changing('patient_messages', (entry) => entry.move('pending', ['delivered'])),
    },
  ),
  ...breaking(
    'a message is bounced, waiting or delivered, read once delivered, answered once read, closed once answered',
    {
      by: 'has patients answer what they have not read',
      month: '2025-12',
      mutate: changing('patient_messages', (entry) =>
        entry.add('replied', entry.get('read') - entry.get('replied') + 1),
      ),
    },
    {
      by: 'has patients write first',
      month: '2025-12',
      mutate: changing('patient_messages', (entry) => entry.move('bounced', [])),
    },
  ),
  ...breaking(
    'the record is read without opposition before 15 September 2024 and with consent from then on, save in an emergency',
    {
      by: 'goes on without consent',
      month: '2024-10',
      mutate: changing('consultations', ({ words }) =>
        words['legal_basis'] === 'consent'
          ? { words: { legal_basis: 'non_opposition' } }
          : undefined,
      ),
    },
  ),
  ...breaking('the record is read from within the software under a Ségur wave 2 release only', {
    by: 'opens the record within Sentinelle',
    month: '2025-06',
    mutate: changing('consultations', ({ generation, words }) =>
      generation === SENTINELLE && words['mode'] === 'normal'
        ? { words: { access: 'integrated' } }
        : undefined,
    ),
  }),
  ...breaking(
    'each request is performed or denied: the blocked are denied, and a first access is one performed',
    {
      by: 'lets in those who are blocked',
      month: '2025-06',
      mutate: changing('consultations', (entry) => entry.move('denied_blocked', ['performed'])),
    },
    {
      by: 'notifies a first access to who was denied',
      month: '2025-06',
      mutate: changing('consultations', (entry) =>
        entry.add('first_access', entry.get('requested') - entry.get('first_access')),
      ),
    },
  ),
  ...breaking(
    'the matrix denies other professions than physicians, and an emergency is denied for neither matrix nor consent',
    {
      by: 'has no matrix',
      month: '2025-12',
      mutate: changing('consultations', (entry) => entry.move('denied_matrix', ['performed'])),
    },
    {
      by: 'denies physicians',
      month: '2025-12',
      mutate: changing('consultations', (entry) => {
        if (entry.world.actors.profession[entry.subject] !== PHYSICIAN_INDEX) return;
        entry.move('denied_closed', ['denied_matrix']);
      }),
    },
    {
      by: 'asks for consent in an emergency',
      month: '2025-12',
      mutate: changing('consultations', (entry) => {
        if (entry.words['mode'] !== 'normal') entry.move('performed', ['denied_consent']);
      }),
    },
  ),
];
