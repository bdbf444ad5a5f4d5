import { describe, expect, it } from 'vitest';
import { createWorld, type WorldSettings } from '../world.js';
import { mutants } from './mutants.js';
import { rules } from './rules.js';

const settings: WorldSettings = { seed: '1', scenario: 'tiny', scale: 1 };
const sound = createWorld(settings);

describe('a core that breaks a rule', () => {
  it.each(mutants.map((mutant) => [mutant.breaks, mutant.by, mutant] as const))(
    'turns red “%s”: one that %s',
    (breaks, _, { month, mutate }) => {
      const rule = rules.find(({ name }) => name === breaks)!;
      expect(rule.violations(sound, month)).toEqual([]);
      expect(rule.violations(createWorld({ ...settings, mutate }), month)).not.toEqual([]);
    },
  );

  it('exists for each rule', () => {
    const broken = new Set(mutants.map(({ breaks }) => breaks));
    expect(rules.filter(({ name }) => !broken.has(name))).toEqual([]);
    expect([...broken].filter((name) => !rules.some((rule) => rule.name === name))).toEqual([]);
  });
});
