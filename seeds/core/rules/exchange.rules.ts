import { standings, type Standing } from './profiles.rules.js';
import { percent, type Rule } from './rule.js';
import { cellMap, cells, sum } from './table.js';

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

/** What is expected of a share of the messages, by the profiles of each department. */
function followed(
  rows: readonly { department: string; whole: number; part: number }[],
  all: ReadonlyMap<string, Standing>,
  shareOf: (standing: Standing) => number,
): { expected: number; observed: number; most: number } {
  let expected = 0;
  let variance = 0;
  for (const { department, whole } of rows) {
    const share = shareOf(all.get(department)!);
    expected += whole * share;
    variance += whole * share * (1 - share);
  }
  const observed = rows.reduce((total, { part }) => total + part, 0);
  return { expected, observed, most: 3 + 0.05 * expected + 4 * Math.sqrt(variance) };
}

const oppositionBounces: Rule = {
  number: 8,
  name: 'a message to a patient who has opposed the profile bounces',
  violations(world, month) {
    const rows = cells(world, 'patient_messages', 'month', month, ['department'], MESSAGES);
    const { expected, observed, most } = followed(
      rows.map(({ department, sent, bounced }) => ({ department, whole: sent, part: bounced })),
      standings(world, month),
      ({ open, opposed, closed }) => (opposed + closed) / Math.max(1, open + opposed + closed),
    );
    if (Math.abs(observed - expected) <= most) return [];
    return [`${observed} bounced, ${Math.round(expected)} to opposed or closed profiles`];
  },
};

const inactivePend: Rule = {
  number: 8,
  name: 'a message to an open profile that is not activated waits, and to an activated one is delivered',
  violations(world, month) {
    const by = ['department'] as const;
    const rows = cells(world, 'patient_messages', 'month', month, by, MESSAGES);
    const { expected, observed, most } = followed(
      rows.map(({ department, pending, delivered }) => ({
        department,
        whole: pending + delivered,
        part: pending,
      })),
      standings(world, month),
      ({ open, activated }) => 1 - activated / Math.max(1, open),
    );
    if (Math.abs(observed - expected) <= most) return [];
    return [`${observed} waiting, ${Math.round(expected)} to profiles not activated`];
  },
};

const thread: Rule = {
  number: 8,
  name: 'a message is bounced, waiting or delivered, read once delivered, answered once read, closed once answered',
  violations: (world, month) =>
    cells(
      world,
      'patient_messages',
      'day',
      month,
      ['actor', 'generation', 'mailbox', 'period'],
      MESSAGES,
    ).flatMap((row) => {
      const { sent, bounced, pending, delivered, read, replied, closed } = row;
      const follows = delivered >= read && read >= replied && replied >= closed;
      if (sent === bounced + pending + delivered && follows) return [];
      return [`${row.actor} ${row.period}: ${MESSAGES.map((name) => row[name]).join(' ')}`];
    }),
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
  violations: (world, month) =>
    cells(
      world,
      'consultations',
      'month',
      month,
      ['actor', 'generation', 'access'],
      ['requested'],
    ).flatMap(({ actor, generation, access, requested }) =>
      access === 'integrated' && generation !== 'segur_v2'
        ? [`${actor}: ${requested} from within ${generation}`]
        : [],
    ),
};

const denied: Rule = {
  number: 9,
  name: 'each request is performed or denied: the blocked are denied, and a first access is one performed',
  violations(world, month) {
    const counts = ['requested', 'performed', 'first_access', ...DENIALS] as const;
    const by = ['actor', 'generation', 'mode', 'access', 'legal_basis', 'period'] as const;
    const rows = cells(world, 'consultations', 'day', month, by, counts);
    const found = rows.flatMap((row) => {
      const refused = DENIALS.reduce((all, name) => all + row[name], 0);
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
      return profession === '10' && denied_matrix > 0
        ? [`${denied_matrix} physicians denied by the matrix`]
        : [];
    });
    const others = rows.filter(({ profession, mode }) => profession !== '10' && mode === 'normal');
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
