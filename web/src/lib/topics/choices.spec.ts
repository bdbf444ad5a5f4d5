import { describe, expect, it } from 'vitest';
import { readChoices, shorterChoices, writeChoices, type Parameter } from './choices.ts';

const sector: Parameter<'sector'> = {
  name: 'sector',
  kind: 'choice',
  choices: [
    { id: 'mdv', label: 'Médecine de ville' },
    { id: 'biologie', label: 'Biologie médicale' },
  ],
};
const period: Parameter<'period'> = {
  name: 'period',
  kind: 'month',
  choices: ['2026-10', '2026-09', '2026-08'].map((id) => ({ id, label: id })),
};
const parameters = [sector, period];
const read = (query: string) => readChoices(new URLSearchParams(query), parameters);

describe('choices in the address', () => {
  it('come back as they were written, for every combination', () => {
    for (const first of [null, 'mdv', 'biologie']) {
      for (const second of [null, '2026-10', '2026-08']) {
        const state = { sector: first, period: second };
        expect(read(writeChoices(state))).toEqual({ state, faults: [] });
      }
    }
  });

  it('are written only where something was chosen', () => {
    expect(writeChoices({ sector: null, period: null })).toBe('');
    expect(writeChoices({ sector: 'mdv', period: null })).toBe('?sector=mdv');
  });

  it('report what is not understood, with the closest choice', () => {
    expect(read('sector=medecine+de+vile')).toEqual({
      state: { sector: null, period: null },
      faults: [
        {
          parameter: 'sector',
          given: 'medecine de vile',
          suggestion: { id: 'mdv', label: 'Médecine de ville' },
        },
      ],
    });
    expect(read('period=2031-01').faults[0]?.suggestion?.id).toBe('2026-10');
    expect(read('period=x&sector=BIOLOGY').faults.map(({ suggestion }) => suggestion?.id)).toEqual([
      'biologie',
      '2026-10',
    ]);
  });

  it('suggest nothing where there is nothing to choose from', () => {
    const none = [{ ...sector, choices: [] }];
    expect(readChoices(new URLSearchParams('sector=mdv'), none).faults).toEqual([
      { parameter: 'sector', given: 'mdv', suggestion: null },
    ]);
  });

  it('lose their empty fields, and nothing else', () => {
    const names = ['sector', 'period'];
    expect(shorterChoices(new URLSearchParams('sector=mdv&period='), names)).toBe('?sector=mdv');
    expect(shorterChoices(new URLSearchParams('sector=&period='), names)).toBe('');
    expect(shorterChoices(new URLSearchParams('sector=mdv&utm='), names)).toBeNull();
  });
});
