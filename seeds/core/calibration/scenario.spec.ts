import { describe, expect, it } from 'vitest';
import { createWorld } from '../world.js';
import { parseScenario, readScenario, ScenarioError } from './scenario.js';

const problem = (text: string): string => {
  try {
    parseScenario(text, 'mine.yaml');
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return '';
};

describe('scenario files', () => {
  it('build on a named scenario', () => {
    const scenario = parseScenario(
      'extends: tiny\nlevers:\n  LEV-04: { without: true }\n  LEV-06: { shift_days: -90 }\n',
      'mine.yaml',
    );
    expect(scenario.counts).toEqual(readScenario('tiny').counts);
    expect(scenario.levers['LEV-06']).toEqual({ shift_days: -90 });
  });

  it('keep the counts that they do not name', () => {
    const { counts } = parseScenario('extends: tiny\ncounts: { mdv: 300 }\n', 'mine.yaml');
    expect(counts).toEqual({ ...readScenario('tiny').counts, mdv: 300 });
  });

  it('are read as JSON too', () => {
    expect(
      parseScenario('{"levers":{"LEV-02":{"from":"2024-01-01"}}}', 'mine.json').levers,
    ).toEqual({
      'LEV-02': { from: '2024-01-01' },
    });
  });

  it.each([
    ['extends: tiny\ncolour: red\n', /line 2: the key “colour” is unknown: extends, /],
    [
      'levers:\n  LEV-04:\n    sooner: 3\n',
      /line 3: the key “levers\.LEV-04\.sooner” is unknown: without, /,
    ],
    [
      'extends: tiny\nlevers:\n  LEV-99: { without: true }\n',
      /line 3: the lever “LEV-99” is unknown: LEV-01/,
    ],
    ['extends: huge\n', /line 1: extends “huge” is unknown: default, /],
    ['history_from: 2022-13-01\n', /line 1: history_from/],
    [
      'levers:\n  LEV-04: { without: true, shift_days: 3 }\n',
      /line 2: .*one of without, shift_days, from/,
    ],
    ['levers: [\n', /line \d/],
    ['just words\n', /a scenario is an object of extends/],
    ['[]\n', /a scenario is an object of extends/],
    ['extends: constructor\n', /line 1: extends “constructor” is unknown/],
    ['levers:\n  LEV-04: *nowhere\n', /nresolved alias/],
    ['extends: tiny\ncounts:\n  clouds: 5\n', /line 3: the sector “clouds” is unknown: mdv/],
    ['levers:\n  LEV-04: { shift_days: 2147470000 }\n', /line 2: levers\.LEV-04\.shift_days/],
  ])('are refused with the key and its line: %j', (text, message) => {
    expect(problem(text)).toMatch(message);
    expect(problem(text)).toMatch(/^mine\.yaml/);
  });

  it('that are missing or unheard of are named', () => {
    expect(() => readScenario('/nowhere/mine.yaml')).toThrow(/mine\.yaml cannot be read/);
    expect(() => readScenario('huge')).toThrow(/Unknown scenario “huge”: default, tiny/);
  });

  it('make another world', () => {
    const settings = { seed: '1', scenario: 'tiny', scale: 0.2 };
    const moved = createWorld({ ...settings, levers: { 'LEV-04': { without: true } } });
    expect(moved.id).not.toBe(createWorld(settings).id);
  });
});
