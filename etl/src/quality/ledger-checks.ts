import type { LedgerBalance } from './ledger-balance.query.js';
import type { Finding } from './quality.js';

/** Rows held back beyond which a month is not worth publishing: a share, of so many at least. */
const bearable = { share: 0.05, rows: 20 };

/** Received = applied + duplicate + rejected + quarantined, line by line and against what is there. */
export function countsOf(month: string, balance: LedgerBalance): Finding {
  const { stream, received, applied, quarantined, held, unbalanced, standing } = balance;
  const faults = [
    ...(unbalanced > 0 ? [`${unbalanced} lines of the ledger do not add up`] : []),
    ...(held !== quarantined ? [`${held} rows are held, the ledger says ${quarantined}`] : []),
    ...(standing !== null && standing > applied
      ? [`${standing} rows stand, the ledger applied ${applied}`]
      : []),
  ];
  return {
    name: 'counts',
    stream,
    period: month,
    submitter: '',
    outcome: faults.length > 0 ? 'fail' : 'pass',
    observed: standing ?? applied,
    expected: received,
    ...(faults.length > 0 && { detail: faults.join('; ') }),
  };
}

/** Rows that are held in quarantine, and among them those that refer to what no register knows. */
export function heldBackOf(month: string, balance: LedgerBalance): Finding[] {
  const about = { stream: balance.stream, period: month, submitter: '' };
  return [
    { name: 'quarantined' as const, rows: balance.held, what: 'held in quarantine' },
    { name: 'referential' as const, rows: balance.unknown, what: 'with a value of no register' },
  ].flatMap(({ name, rows, what }) => {
    if (rows === 0) return [];
    const many = rows >= bearable.rows && rows > bearable.share * balance.received;
    return {
      ...about,
      name,
      outcome: many ? ('fail' as const) : ('warn' as const),
      observed: rows,
      expected: 0,
      detail: `${rows} of ${balance.received} rows ${what}`,
    };
  });
}
