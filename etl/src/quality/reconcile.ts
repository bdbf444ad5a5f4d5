import type { Finding, Outcome } from './quality.js';

/** Rows and total of one submitter and period. */
export interface Sum {
  period: string;
  submitter: string;
  rows: number;
  total: number;
}

export interface PartBooks {
  stream: string;
  month: string;
  /** What stands in the warehouse. */
  standing: readonly Sum[];
  /** What the submitters say they sent. */
  submitted: readonly Sum[];
  /** Rows held in quarantine that still tell whose they are, by period and submitter. */
  held: readonly { period: string; submitter: string; rows: number }[];
  /** Rows held, or lost with a destroyed month, that do not tell. */
  heldOfNobody: number;
  /** Rows that came after the month had closed: no submission speaks of them. */
  lateRows: number;
}

/**
 * Holds what stands against what was submitted, submitter by submitter and period by period. What
 * lacks is explained by rows in quarantine (`warn`: they are known, and can be replayed); what
 * nothing explains is a `fail`, for then rows were lost or counted twice. A submission that is not
 * there is no contradiction: completeness tells it.
 *
 * @returns what does not balance, and one finding on the part as a whole (rows standing against
 * rows submitted)
 */
export function reconcile(books: PartBooks): Finding[] {
  const { stream, month } = books;
  const key = ({ period, submitter }: { period: string; submitter: string }): string =>
    `${period}|${submitter}`;
  const standing = new Map(books.standing.map((sum) => [key(sum), sum]));
  const held = new Map(books.held.map((row) => [key(row), row.rows]));
  let anyones = books.heldOfNobody;
  let late = books.lateRows;
  const findings: Finding[] = [];
  for (const submitted of [...books.submitted].sort((a, b) => (key(a) < key(b) ? -1 : 1))) {
    const stands = standing.get(key(submitted)) ?? { ...submitted, rows: 0, total: 0 };
    const missing = submitted.rows - stands.rows;
    const difference = submitted.total - stands.total;
    if (missing === 0 && difference === 0) continue;
    const own = held.get(key(submitted)) ?? 0;
    let unexplained: number;
    if (missing < 0) unexplained = -missing;
    else {
      // A correction that is held leaves the row that it corrects: none lacks, the total differs.
      unexplained = missing === 0 && own === 0 ? 1 : Math.max(0, missing - own);
      const taken = Math.min(unexplained, anyones);
      anyones -= taken;
      unexplained -= taken;
    }
    const taken = Math.min(unexplained, late);
    late -= taken;
    const explained = unexplained === taken;
    findings.push({
      name: 'reconciliation',
      stream,
      period: submitted.period,
      submitter: submitted.submitter,
      outcome: explained ? 'warn' : 'fail',
      observed: stands.rows,
      expected: submitted.rows,
      detail: sentence(missing, difference, explained),
    });
  }
  const rows = (sums: readonly Sum[]): number => sums.reduce((all, sum) => all + sum.rows, 0);
  const told = new Set(books.submitted.map(key));
  const whole: Finding = {
    name: 'reconciliation',
    stream,
    period: month,
    submitter: '',
    outcome: worst(findings.map(({ outcome }) => outcome)),
    // Of those who submitted: what others sent cannot be held against anything.
    observed: rows(books.standing.filter((sum) => told.has(key(sum)))),
    expected: rows(books.submitted),
  };
  return [whole, ...findings];
}

const worst = (outcomes: readonly Outcome[]): Outcome =>
  (['fail', 'warn'] as const).find((outcome) => outcomes.includes(outcome)) ?? 'pass';

function sentence(missing: number, difference: number, explained: boolean): string {
  const what =
    missing === 0
      ? `the total differs by ${difference}`
      : `${Math.abs(missing)} rows ${missing > 0 ? 'are missing' : 'too many'}`;
  const why = missing < 0 ? 'as many came late' : 'as many are held in quarantine, or came late';
  return `${what}: ${explained ? why : 'nothing explains it'}`;
}
