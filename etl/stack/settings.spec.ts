import { describe, expect, it } from 'vitest';
import { apiProcess, coreProcess, etlProcess, migrateProcess, webProcess } from './services.js';
import { readSettings } from './settings.js';

describe('settings of the stack', () => {
  it('need nothing', () => {
    const settings = readSettings({}, '/srv');
    expect(settings.dataDir).toBe('/srv/.vigie');
    expect(settings.ports).toEqual({
      web: 3000,
      api: 3001,
      core: 3002,
      etl: 3003,
      issuer: 3004,
      postgres: 54320,
    });
    expect(settings.publicUrl).toBe('http://localhost:3000');
  });

  it('take an empty variable as not set', () => {
    expect(readSettings({ VIGIE_WEB_PORT: '' }).ports.web).toBe(3000);
  });

  it('name every variable that cannot be read', () => {
    const read = () => readSettings({ VIGIE_WEB_PORT: 'abc', VIGIE_API_PORT: '70000' });
    expect(read).toThrow(/VIGIE_WEB_PORT.*\n.*VIGIE_API_PORT/);
  });
});

describe('environment of a process', () => {
  const owner = 'postgresql://vigie:secret@127.0.0.1:5432/vigie';
  const settings = readSettings({ DATABASE_URL: owner, VIGIE_SEED: '7', VIGIE_CORE_PORT: '4002' });

  it('holds the address of the owner for migrate only', () => {
    expect(migrateProcess(settings, owner).env).toMatchObject({ DATABASE_URL: owner });
    for (const { env } of [coreProcess(settings), webProcess(settings)]) {
      expect(Object.values(env)).not.toContain(owner);
    }
  });

  it('holds the key of the noise for etl only', () => {
    const key = 'ab'.repeat(32);
    const given = readSettings({
      VIGIE_CELL_KEY: key,
      VIGIE_ETL_DATABASE_URL: owner,
      VIGIE_API_DATABASE_URL: owner,
    });
    expect(etlProcess(given, owner).env.VIGIE_CELL_KEY).toBe(key);
    for (const { env } of [apiProcess(given, owner, ''), coreProcess(given), webProcess(given)]) {
      expect(Object.values(env)).not.toContain(key);
    }
  });

  it('holds identity providers for the API only: the given ones, or that of a trial', () => {
    const issuersOf = (environment: Record<string, string>): string | undefined => {
      const given = readSettings({ VIGIE_API_DATABASE_URL: owner, ...environment });
      expect(Object.keys(webProcess(given).env)).not.toContain('VIGIE_ISSUERS');
      return apiProcess(given, owner, 'drawn').env.VIGIE_ISSUERS;
    };
    expect(issuersOf({ VIGIE_ISSUERS: '[]' })).toBe('[]');
    expect(issuersOf({ VIGIE_ISSUER_PORT: '4004' })).toContain('"issuer":"http://localhost:4004"');
    expect(issuersOf({})).toContain('"client_secret":"drawn"');
    expect(issuersOf({ NODE_ENV: 'production' })).toBeUndefined();
    expect(issuersOf({ DATABASE_URL: owner })).toBeUndefined();
  });

  it('passes on what it does not know and tells where the others are', () => {
    expect(coreProcess(settings).env).toMatchObject({
      VIGIE_SEED: '7',
      VIGIE_CORE_URL: 'http://127.0.0.1:4002',
      VIGIE_API_URL: 'http://127.0.0.1:3001',
    });
  });
});
