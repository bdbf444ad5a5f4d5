import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from './settings.js';

describe('settings', () => {
  it('have defaults', () => {
    expect(readSettings({})).toMatchObject({
      VIGIE_CORE_PORT: 3002,
      VIGIE_HOST: '127.0.0.1',
      VIGIE_SEED: '1',
      VIGIE_SCENARIO: 'default',
      VIGIE_SCALE: 0.2,
      VIGIE_CLOCK: 'real',
      VIGIE_CORE_FAULTS: [],
    });
  });

  it('read faults with their period', () => {
    expect(readSettings({ VIGIE_CORE_FAULTS: '5xx:3,cut_page' }).VIGIE_CORE_FAULTS).toEqual([
      { kind: '5xx', every: 3 },
      { kind: 'cut_page', every: 1 },
    ]);
  });

  it('name every setting that is not allowed, in one message', () => {
    const bad = {
      VIGIE_CORE_PORT: '70000',
      VIGIE_SCENARIO: 'huge',
      VIGIE_SCALE: '2',
      VIGIE_CLOCK: '2021-01-01',
      VIGIE_CORE_FAULTS: 'fire',
    };
    expect(() => readSettings(bad)).toThrow(SettingsError);
    for (const expected of [
      /VIGIE_CORE_PORT=70000 .* 65535/,
      /VIGIE_SCENARIO=huge .* default, tiny/,
      /VIGIE_SCALE=2 .* 0\.01 to 1/,
      /VIGIE_CLOCK=2021-01-01 .* 2022-03-01 to 2040-12-31/,
      /VIGIE_CORE_FAULTS=fire .* 5xx/,
    ]) {
      expect(() => readSettings(bad)).toThrow(expected);
    }
  });
});
