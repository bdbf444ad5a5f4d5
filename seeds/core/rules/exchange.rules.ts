import type { World } from '../world.js';
import { standings, type Standing } from './profiles.rules.js';
import { percent, PHYSICIAN, type Rule } from './rule.js';
import { cellMap, cells, sum, total } from './table.js';

const MESSAGES = ['sent', 'bounced', 'pending', 'delivered', 'read', 'replied', 'closed'] as const;

/** Rule 8: messages to patients. */
const professionalOpens: Rule = {
  number: 8,
  name: 'only an actor with a Ségur release and a patient whose INS is qualified writes to a patient',
  violations(world, month) {
    const by = ['actor', 'sector', 'generation'] as const;
    const rows = cells(world, 'patient_messages', 'month', month, by, ['sent']);
    const seen = cellMap(world, 'visits', 'month', month, by, ['qualified']);
    const sectors = new Set([...seen.values()].map(({ sector }) => sector));
    return rows.flatMap(({ actor, sector, generation, sent }) => {
      if (generation === 'pre') return [`${actor}: ${sent} sent without a Ségur release`];
      const qualified = seen.get(`${actor}|${sector}|${generation}`)?.qualified ?? 0;
      if (!sectors.has(sector) || qualified > 0) return [];
      return [`${actor}: ${sent} sent, no INS qualified`];
    });
  },
};

/** What is off in how many messages share a fate, by the profiles of the patients of each department. */
function offProfiles(
  world: World,
  month: string,
  fate: 'bounced' | 'pending',
  among: readonly (typeof MESSAGES)[number][],
  shareOf: (standing: Standing) => number,
  profiles: string,
): string[] {
  const all = standings(world, month);
  const rows = cells(world, 'patient_messages', 'month', month, ['department'], MESSAGES);
  let expected = 0;
  let variance = 0;
  for (const row of rows) {
    const whole = total(row, among);
    const share = shareOf(all.get(row.department)!);
    expected += whole * share;
    variance += whole * share * (1 - share);
  }
  const observed = sum(rows, fate);
  const most = 3 + 0.05 * expected + 4 * Math.sqrt(variance);
  if (Math.abs(observed - expected) <= most) return [];
  return [`${observed} ${fate}, ${Math.round(expected)} to ${profiles}`];
}

const oppositionBounces: Rule = {
  number: 8,
  name: 'a message to a patient who has opposed the profile bounces',
  violations(world, month) {
    const shareOf = ({ open, opposed, closed }: Standing): number =>
      (opposed + closed) / Math.max(1, open + opposed + closed);
    return offProfiles(world, month, 'bounced', ['sent'], shareOf, 'opposed or closed profiles');
  },
};

const inactivePend: Rule = {
  number: 8,
  name: 'a message to an open profile that is not activated waits, and to an activated one is delivered',
  violations(world, month) {
    const among = ['pending', 'delivered'] as const;
    const shareOf = ({ open, activated }: Standing): number => 1 - activated / Math.max(1, open);
    return offProfiles(world, month, 'pending', among, shareOf, 'profiles not activated');
  },
};

const thread: Rule = {
  number: 8,
  name: 'a message is bounced, waiting or delivered, read once delivered, answered once read, closed once answered',
  violations(world, month) {
    const by = ['actor', 'generation', 'mailbox', 'period'] as const;
    return cells(world, 'patient_messages', 'day', month, by, MESSAGES).flatMap((row) => {
      const { sent, bounced, pending, delivered, read, replied, closed } = row;
      const follows = delivered >= read && read >= replied && replied >= closed;
      if (sent === bounced + pending + delivered && follows) return [];
      return [`${row.actor} ${row.period}: ${MESSAGES.map((name) => row[name]).join(' ')}`];
    });
  },
};

const DENIALS = ['denied_consent', 'denied_blocked', 'denied_matrix', 'denied_closed'] as const;

/** Rule 9: consultations of the record. */
const legalBasis: Rule = {
  number: 9,
  name: 'the record is read without opposition before 15 September 2024 and with consent from then on, save in an emergency',
  violations(world, month) {
    const by = ['mode', 'legal_basis'] as const;
    const rows = cells(world, 'consultations', 'month', month, by, ['requested']);
    const usual = rows.filter(({ mode }) => mode === 'normal');
    const share = (basis: string): number =>
      sum(
        usual.filter(({ legal_basis }) => legal_basis === basis),
        'requested',
      ) / sum(usual, 'requested');
    const found = rows.flatMap(({ mode, legal_basis, requested }) => {
      if (mode !== 'normal' && legal_basis === 'emergency') return [];
      if (mode === 'normal' && CONSENT.bases(month).includes(legal_basis)) return [];
      return [`${requested} ${mode} accesses on ${legal_basis}`];
    });
    // Rows of this stream are months: the day shows in how the month divides.
    if (month === CONSENT.month && Math.abs(share('consent') - 0.53) > 0.1) {
      found.push(`${percent(share('consent'))} of the month with consent`);
    }
    return found;
  },
};

/** From the 15th of that month on. */
const CONSENT = {
  month: '2024-09',
  bases: (month: string): readonly string[] => [
    ...(month <= '2024-09' ? ['non_opposition'] : []),
    ...(month >= '2024-09' ? ['consent'] : []),
  ],
};

const integrated: Rule = {
  number: 9,
  name: 'the record is read from within the software under a Ségur wave 2 release only',
  violations(world, month) {
    const by = ['actor', 'generation', 'access'] as const;
    return cells(world, 'consultations', 'month', month, by, ['requested']).flatMap((row) =>
      row.access === 'integrated' && row.generation !== 'segur_v2'
        ? [`${row.actor}: ${row.requested} from within ${row.generation}`]
        : [],
    );
  },
};

const denied: Rule = {
  number: 9,
  name: 'each request is performed or denied: the blocked are denied, and a first access is one performed',
  violations(world, month) {
    const counts = ['requested', 'performed', 'first_access', ...DENIALS] as const;
    const by = ['actor', 'generation', 'mode', 'access', 'legal_basis', 'period'] as const;
    const rows = cells(world, 'consultations', 'day', month, by, counts);
    const found = rows.flatMap((row) => {
      const refused = total(row, DENIALS);
      const follows = row.first_access <= row.performed;
      if (row.requested === row.performed + refused && follows) return [];
      return [`${row.actor} ${row.period}: ${counts.map((name) => row[name]).join(' ')}`];
    });
    const requested = sum(rows, 'requested');
    if (requested > 20_000 && sum(rows, 'denied_blocked') === 0) {
      found.push(`none blocked of ${requested} requests`);
    }
    return found;
  },
};

const matrix: Rule = {
  number: 9,
  name: 'the matrix denies other professions than physicians, and an emergency is denied for neither matrix nor consent',
  violations(world, month) {
    const by = ['profession', 'mode'] as const;
    const counts = ['requested', 'denied_matrix', 'denied_consent'] as const;
    const rows = cells(world, 'consultations', 'month', month, by, counts);
    const found = rows.flatMap(({ profession, mode, denied_matrix, denied_consent }) => {
      if (mode !== 'normal' && denied_matrix + denied_consent > 0) {
        return [`${profession} ${mode}: ${denied_matrix} and ${denied_consent} denied`];
      }
      return profession === PHYSICIAN && denied_matrix > 0
        ? [`${denied_matrix} physicians denied by the matrix`]
        : [];
    });
    const others = rows.filter(
      ({ profession, mode }) => profession !== PHYSICIAN && mode === 'normal',
    );
    const requested = sum(others, 'requested');
    if (requested > 5000 && sum(others, 'denied_matrix') === 0) {
      found.push(`the matrix denies none of ${requested} requests`);
    }
    return found;
  },
};

/** Rules about messages to patients and consultations of the record. */
export const exchangeRules: readonly Rule[] = [
  professionalOpens,
  oppositionBounces,
  inactivePend,
  thread,
  legalBasis,
  integrated,
  denied,
  matrix,
];
