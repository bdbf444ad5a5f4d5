import { type connect } from '@vigie/warehouse';
import { createHash } from 'node:crypto';

type Client = Awaited<ReturnType<typeof connect>>;

/** A row of the audit, all of it as text. */
export interface AuditRow {
  id: string;
  at: string;
  account: string;
  role: string;
  action: string;
  subject: string;
  previous: string;
  hash: string;
}

/** The last row of a chain: who keeps it elsewhere knows later whether rows were taken from the end. */
export interface Head {
  id: number;
  hash: string;
}

export type Verdict =
  { whole: true; rows: number; head: Head | null } | { whole: false; at: number; because: string };

/**
 * Goes along the chain and works every hash out anew, without the functions of the database: who changed
 * a row may have changed them too.
 * @param known a row that was the last one once, and must still be there
 */
export async function verifyChain(
  pages: AsyncIterable<readonly AuditRow[]>,
  known: Head | null,
): Promise<Verdict> {
  let head: Head | null = null;
  let seen = known === null;
  for await (const page of pages) {
    for (const row of page) {
      const at: number = (head?.id ?? 0) + 1;
      const broken = (because: string): Verdict => ({ whole: false, at, because });
      if (row.id !== String(at)) return broken(`row ${at} is missing, ${row.id} comes next`);
      if (row.previous !== (head?.hash ?? ''))
        return broken('it does not follow the row before it');
      if (row.hash !== hashOfRow(row)) return broken('its content is not what was written');
      head = { id: at, hash: row.hash };
      if (known?.id === at) {
        if (known.hash !== row.hash) return broken('it is not the row that was last then');
        seen = true;
      }
    }
  }
  if (!seen) {
    return { whole: false, at: (head?.id ?? 0) + 1, because: 'rows are missing at the end' };
  }
  return { whole: true, rows: head?.id ?? 0, head };
}

/** One field with its length before it, so that no two rows make the same text. */
const field = (content: string): string => `${Buffer.byteLength(content)}:${content},`;

function hashOfRow({ previous, id, at, account, role, action, subject }: AuditRow): string {
  const text = [previous, id, at, account, role, action, subject].map(field).join('');
  return createHash('sha256').update(text).digest('hex');
}

const pageRows = 5_000;

/** The audit from its beginning, a page at a time. */
export async function* auditPages(client: Client): AsyncGenerator<AuditRow[]> {
  for (let last = '0', isMore = true; isMore;) {
    const { rows } = await client.query<AuditRow>(
      `SELECT id::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
              account, role, action, subject, previous, hash
       FROM access.audit WHERE id > $1 ORDER BY audit.id LIMIT ${pageRows}`,
      [last],
    );
    yield rows;
    last = rows.at(-1)?.id ?? last;
    isMore = rows.length === pageRows;
  }
}
