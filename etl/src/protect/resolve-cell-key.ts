import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '@vigie/warehouse';
import { CellKey, keyBytes } from './cell-key.js';

export interface CellKeySource {
  /** `VIGIE_CELL_KEY`, in hexadecimal or base64. */
  readonly setting: string | undefined;
  /** Where the key is kept, in `keys/cell.key`, when it is not set. */
  readonly dataDir: string;
  readonly hasVintages: boolean;
  /** Fingerprint of the key that what is published was protected with; absent before the first. */
  readonly fingerprint: string | undefined;
}

/**
 * The key that noise derives from: what is set, else what is kept, else a new one where nothing has
 * been published with another.
 * @throws OperatorError for a key that is short, that cannot be read, or that is missing or another
 * one where there are editions: two keys would average each other's noise out
 */
export function resolveCellKey(source: CellKeySource): CellKey {
  const { setting, dataDir, hasVintages, fingerprint } = source;
  const file = join(dataDir, 'keys', 'cell.key');
  const isBound = hasVintages && fingerprint !== undefined;
  const key = setting === undefined ? kept(file) : keyFrom(setting, 'VIGIE_CELL_KEY');
  if (!key) {
    if (isBound) {
      throw new OperatorError(
        `The cell key is missing although there are editions: set VIGIE_CELL_KEY, or put back ${file}.`,
      );
    }
    return drawn(file);
  }
  if (isBound && key.fingerprint !== fingerprint) throw otherKey(key.fingerprint, fingerprint);
  return key;
}

export const otherKey = (given: string, expected: string): OperatorError =>
  new OperatorError(
    `The cell key ${given} is not the one that the editions were published with (${expected}): set VIGIE_CELL_KEY to that one, or put its file back.`,
  );

/** @param from what holds it, for the message of the error */
function keyFrom(text: string, from: string): CellKey {
  const encoding = /^[0-9a-f]+$/i.test(text) ? 'hex' : 'base64';
  const bytes = Buffer.from(text, encoding);
  if (!/^[\w+/=-]+$/.test(text) || bytes.length < keyBytes) {
    throw new OperatorError(
      `${from} must hold at least ${keyBytes} bytes, in hexadecimal or base64.`,
    );
  }
  return new CellKey(bytes);
}

function kept(file: string): CellKey | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw new OperatorError(`The cell key cannot be read: ${(error as Error).message}.`);
  }
  return keyFrom(text, file);
}

/** Draws a key and keeps it; where another process was faster, takes that one's. */
function drawn(file: string): CellKey {
  const directory = join(file, '..');
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
    writeFileSync(file, randomBytes(keyBytes).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') {
      throw new OperatorError(`The cell key cannot be kept: ${(error as Error).message}.`);
    }
  }
  const key = kept(file);
  if (!key) throw new OperatorError(`The cell key cannot be read back from ${file}.`);
  return key;
}
