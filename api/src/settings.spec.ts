import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.js';

describe('the settings', () => {
  it('have defaults for all but the database', () => {
    const VIGIE_API_DATABASE_URL = 'postgresql://vigie_api:x@db:5432/vigie';
    expect(readSettings({ VIGIE_API_DATABASE_URL, VIGIE_API_PORT: '' })).toEqual({
      port: 3001,
      host: '127.0.0.1',
      databaseUrl: VIGIE_API_DATABASE_URL,
      databaseSetting: 'VIGIE_API_DATABASE_URL',
      publicUrl: 'http://localhost:3000',
      limits: { perMinute: 3_000, proxies: 1 },
      isProduction: false,
      issuers: [],
    });
  });

  it('never use the owner’s address as it is', () => {
    const VIGIE_DATA_DIR = mkdtempSync(join(tmpdir(), 'vigie-settings-'));
    const settings = readSettings({
      DATABASE_URL: 'postgresql://owner:secret@db:5432/vigie',
      VIGIE_DATA_DIR,
      VIGIE_PUBLIC_URL: 'https://vigie.example/',
    });
    rmSync(VIGIE_DATA_DIR, { recursive: true });
    expect(settings.databaseUrl).toMatch(/^postgresql:\/\/vigie_api:[^@]+@db:5432\/vigie$/);
    expect(settings.databaseUrl).not.toContain('secret');
    expect(settings.publicUrl).toBe('https://vigie.example');
  });

  it('name identity providers, which are far away over https alone', () => {
    const VIGIE_API_DATABASE_URL = 'postgresql://vigie_api:x@db:5432/vigie';
    const read = (issuer: string, more = {}) => {
      const one = { id: 'a', name: 'A', issuer, client_id: 'c', client_secret: 's', ...more };
      return readSettings({ VIGIE_API_DATABASE_URL, VIGIE_ISSUERS: JSON.stringify([one]) }).issuers;
    };
    for (const issuer of ['https://id.example', 'http://localhost:3004', 'http://[::1]:3004/a']) {
      expect(read(issuer)).toEqual([
        { id: 'a', name: 'A', issuer, clientId: 'c', clientSecret: 's' },
      ]);
    }
    for (const issuer of ['http://id.example', 'http://localhost.example', 'ftp://localhost', '']) {
      expect(() => read(issuer), issuer).toThrow(/VIGIE_ISSUERS.*needs/);
    }
    expect(() => read('https://id.example', { id: '../x' })).toThrow(/VIGIE_ISSUERS.*needs an id/);
    expect(() => readSettings({ VIGIE_API_DATABASE_URL, VIGIE_ISSUERS: '{' })).toThrow(
      /VIGIE_ISSUERS is no JSON/,
    );
  });

  it('limit what is asked within a minute, or not', () => {
    const read = (VIGIE_RATE_LIMIT: string) =>
      readSettings({ VIGIE_API_DATABASE_URL: 'postgresql://x@db/vigie', VIGIE_RATE_LIMIT }).limits;
    expect(read('off')).toEqual({ perMinute: null, proxies: 1 });
    expect(read('60')).toEqual({ perMinute: 60, proxies: 1 });
    for (const wrong of ['0', '-1', 'on', '1.5'])
      expect(() => read(wrong)).toThrow(/VIGIE_RATE_LIMIT/);
  });

  it('are all told at once when they are wrong', () => {
    expect(() =>
      readSettings({ VIGIE_API_PORT: 'x', VIGIE_PUBLIC_URL: 'ftp://x', DATABASE_URL: 'db' }),
    ).toThrow(/VIGIE_API_PORT is not a port number; DATABASE_URL .*; VIGIE_PUBLIC_URL/);
    expect(() => readSettings({})).toThrow(/DATABASE_URL is missing/);
  });
});
