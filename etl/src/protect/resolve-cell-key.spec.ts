import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { OperatorError } from '@vigie/warehouse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cellKeyOf } from './cell-key.js';
import { resolveCellKey, type CellKeySource } from './resolve-cell-key.js';

const hex = '0f'.repeat(32);
const { fingerprint } = cellKeyOf(Buffer.from(hex, 'hex'));

describe('the cell key', () => {
  let dataDir: string;
  let file: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'vigie-key-'));
    file = join(dataDir, 'keys', 'cell.key');
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true });
  });
  const resolve = (own: Partial<CellKeySource> = {}) =>
    resolveCellKey({
      setting: undefined,
      dataDir,
      hasVintages: false,
      fingerprint: undefined,
      ...own,
    });
  const keep = (text: string): void => {
    mkdirSync(join(dataDir, 'keys'));
    writeFileSync(file, text);
  };

  it('is drawn once where there is none, for its owner alone', () => {
    const first = resolve();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700);
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}$/);
    expect(resolve().fingerprint).toBe(first.fingerprint);
    expect(resolve({ hasVintages: true, fingerprint: first.fingerprint })).toBeDefined();
  });

  it('is the one that is set, in hexadecimal or base64, before the one that is kept', () => {
    keep('ab'.repeat(32));
    expect(resolve({ setting: hex }).fingerprint).toBe(fingerprint);
    const base64 = Buffer.from(hex, 'hex').toString('base64');
    expect(resolve({ setting: base64 }).fingerprint).toBe(fingerprint);
  });

  it.each(['short', '0f'.repeat(31), 'a sentence that is long enough to be no key at all', ''])(
    'is refused as %o',
    (text) => {
      expect(() => resolve({ setting: text })).toThrow(/VIGIE_CELL_KEY.*32 bytes/);
      keep(text);
      expect(() => resolve()).toThrow(OperatorError);
    },
  );

  it('is not replaced where there are editions', () => {
    const bound = { hasVintages: true, fingerprint };
    expect(() => resolve(bound)).toThrow(/missing although there are editions/);
    expect(() => statSync(file)).toThrow('ENOENT');
    expect(() => resolve({ ...bound, setting: 'ab'.repeat(32) })).toThrow(
      /not the one that the editions were published with/,
    );
    keep('ab'.repeat(32));
    expect(() => resolve(bound)).toThrow(/not the one/);
    expect(resolve({ ...bound, setting: hex }).fingerprint).toBe(fingerprint);
  });

  it('may be drawn where editions are of before there was one: they will be deleted', () => {
    expect(resolve({ hasVintages: true })).toBeDefined();
  });

  it('shows in no print of it', () => {
    const key = cellKeyOf(Buffer.from(hex, 'hex'));
    expect(inspect(key, { showHidden: true, depth: 9 })).not.toMatch(/0f0f|0f 0f/);
    expect(JSON.stringify(key)).toBe(JSON.stringify({ fingerprint }));
  });
});
