import type pg from 'pg';
import type { Settings } from '../settings.js';
import { algorithm, parameters } from './algorithm.js';
import type { CellKey } from './cell-key.js';
import { otherKey, resolveCellKey } from './resolve-cell-key.js';

interface Stored {
  algorithm: string | null;
  fingerprint: string | null;
  hasVintages: boolean;
}

async function readProtection(db: Pick<pg.ClientBase, 'query'>): Promise<Stored> {
  const { rows } = await db.query<Stored>(
    `SELECT max(algorithm) AS algorithm, max(key_fingerprint) AS fingerprint,
       EXISTS (SELECT FROM published.vintage) AS "hasVintages"
     FROM published.protection`,
  );
  return rows[0] ?? { algorithm: null, fingerprint: null, hasVintages: false };
}

/**
 * The cell key of this installation, resolved once by whoever will publish.
 * @throws OperatorError as {@link resolveCellKey}: nothing is ever published without noise
 */
export async function openCellKey(
  db: Pick<pg.ClientBase, 'query'>,
  settings: Pick<Settings, 'VIGIE_CELL_KEY' | 'VIGIE_DATA_DIR'>,
): Promise<CellKey> {
  const { fingerprint, hasVintages } = await readProtection(db);
  return resolveCellKey({
    setting: settings.VIGIE_CELL_KEY,
    dataDir: settings.VIGIE_DATA_DIR,
    hasVintages,
    fingerprint: fingerprint ?? undefined,
  });
}

/** `replaced`: editions of another protection were there, and are deleted. */
export type Adoption = 'kept' | 'first' | 'replaced';

/** What was published, in the order in which it is deleted. */
const editions = ['cell', 'own_cell', 'publication', 'vintage_definition', 'withdrawal', 'current'];

/**
 * Makes sure that all editions are of one protection, inside the transaction that will publish: those
 * of another algorithm are deleted, so that what is due is published anew (privacy.md A1.12).
 * @throws OperatorError where the editions were published with another key
 */
export async function adoptProtection(client: pg.ClientBase, key: CellKey): Promise<Adoption> {
  const stored = await readProtection(client);
  const isBound = stored.hasVintages && stored.fingerprint !== null;
  if (isBound && stored.fingerprint !== key.fingerprint) {
    throw otherKey(key.fingerprint, stored.fingerprint ?? '');
  }
  if (stored.algorithm === algorithm && stored.fingerprint === key.fingerprint) return 'kept';
  for (const table of stored.hasVintages ? [...editions, 'vintage'] : []) {
    await client.query(`DELETE FROM published.${table}`);
  }
  await client.query(
    `INSERT INTO published.protection (algorithm, key_fingerprint, parameters)
     VALUES ($1, $2, $3)
     ON CONFLICT ("only") DO UPDATE SET algorithm = excluded.algorithm,
       key_fingerprint = excluded.key_fingerprint, parameters = excluded.parameters,
       decided_at = now()`,
    [algorithm, key.fingerprint, parameters],
  );
  return stored.hasVintages ? 'replaced' : 'first';
}
