import type pg from 'pg';
import type { Fault } from '../pipeline/validate.js';

/** A page with a larger share of bad rows than this is kept whole and not applied. */
const bearableShare = 0.3;

/**
 * Why a page with these faults is kept whole: what most of its bad rows have in common, for the
 * ledger. Undefined where few enough rows are bad to put them aside one by one.
 */
export function tooManyFaults(faults: readonly Fault[], rows: number): string | undefined {
  if (faults.length <= bearableShare * rows) return undefined;
  const alike = Map.groupBy(faults, ({ field, reason }) => `${field} (${reason})`);
  const [most] = [...alike].sort(([, one], [, other]) => other.length - one.length);
  return `bad_rows: ${faults.length} of ${rows} rows, most by ${most?.[0] ?? ''}`;
}

/**
 * Keeps the bytes of a page beside its line in the ledger, in the caller's transaction, so that it
 * can be replayed once a register or a rule is mended. Its identities were searched for before.
 */
export async function keepPage(
  client: Pick<pg.ClientBase, 'query'>,
  page: { id: number; body: Uint8Array; schemaVersion: number },
): Promise<void> {
  await client.query(
    'INSERT INTO ingest.quarantined_page (page, body, schema_version) VALUES ($1, $2, $3)',
    [page.id, Buffer.from(page.body), page.schemaVersion],
  );
}
