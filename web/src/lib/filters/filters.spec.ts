import { describe, expect, it } from 'vitest';
import { editDistance, nearest, nearestMonth, type Choice } from './nearest.ts';
import { readTerritory, type NamedTerritory } from './territory-id.ts';
import { readState, shorterQuery, writeState, type PageParameter } from './url-state.ts';

const regions = [
  { id: 'REG-11', label: 'Île-de-France' },
  { id: 'REG-53', label: 'Bretagne' },
  { id: 'REG-84', label: 'Auvergne-Rhône-Alpes' },
  { id: 'REG-93', label: 'Provence-Alpes-Côte d’Azur' },
];
const months = ['2026-07', '2026-08', '2026-09', '2026-10'];
const asChoices = (ids: readonly string[]): Choice[] => ids.map((id) => ({ id, label: id }));
const parameters: PageParameter<'region' | 'period' | 'flow'>[] = [
  { name: 'region', kind: 'choice', standard: null, choices: regions },
  { name: 'period', kind: 'month', standard: null, choices: asChoices(months) },
  {
    name: 'flow',
    kind: 'choice',
    standard: 'feeding',
    choices: asChoices(['feeding', 'activation', 'identity', 'documents']),
  },
];
const read = (query: string) => readState(new URLSearchParams(query), parameters);
const shorter = (query: string) => shorterQuery(new URLSearchParams(query), parameters);

/** Park and Miller: the same numbers for the same seed, which a failure prints. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
const anything = ['', ' ', 'FR', 'REG-99', '2031-01', '%', '&', '=', 'é', '<b>', '🙂', 'feeding'];

describe('state of a page in its address', () => {
  it('comes back from the address as it was written, for random states', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const draw = numbers(seed);
      const pick = (choices: readonly { id: string }[]): string | null =>
        draw() < 0.3 ? null : (choices[Math.floor(draw() * choices.length)]?.id ?? null);
      const entries = parameters.map(({ name, choices, standard }) => {
        const value = pick(choices);
        return [name, value === standard ? null : value];
      });
      const state = Object.fromEntries(entries) as ReturnType<typeof read>['state'];
      const query = writeState(state);
      expect(read(query), `seed ${seed}`).toEqual({ state, faults: [] });
      expect(shorterQuery(new URLSearchParams(query), parameters), `seed ${seed}`).toBeNull();
    }
  });

  it('shortens any address to one that says the same and stays as it is', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const draw = numbers(seed);
      const query = new URLSearchParams();
      for (const name of ['region', 'period', 'flow', 'feeding', 'utm_source']) {
        const value = anything[Math.floor(draw() * anything.length)] ?? '';
        if (draw() < 0.6) query.append(name, value + (draw() < 0.3 ? '2026-09' : ''));
      }
      const short = shorterQuery(query, parameters);
      if (short === null) continue;
      const again = new URLSearchParams(short);
      expect(readState(again, parameters), `seed ${seed}`).toEqual(readState(query, parameters));
      expect(shorterQuery(again, parameters), `seed ${seed}`).toBeNull();
    }
  });

  it('writes only what differs from the default', () => {
    expect(writeState({ region: null, period: null, flow: null })).toBe('');
    expect(writeState({ region: 'REG-84' })).toBe('?region=REG-84');
    expect(read('flow=feeding').state.flow).toBeNull();
  });

  it('reports what it cannot follow, with the closest choice', () => {
    expect(read('region=REG-99').faults).toEqual([
      { parameter: 'region', given: 'REG-99', suggestion: regions[3] },
    ]);
    expect(read('region=bretange').faults[0]?.suggestion?.id).toBe('REG-53');
    expect(read('period=2031-01').faults[0]?.suggestion?.id).toBe('2026-10');
    expect(read('period=1999-01').faults[0]?.suggestion?.id).toBe('2026-07');
    expect(read('flow=document').faults[0]?.suggestion?.id).toBe('documents');
    expect(read('region=REG-99').state.region).toBeNull();
  });

  it('shortens what a form without JavaScript writes, and nothing else', () => {
    expect(shorter('region=REG-84&period=&flow=feeding')).toBe('?region=REG-84');
    expect(shorter('region=&period=')).toBe('');
    expect(shorter('region=REG-84')).toBeNull();
    expect(shorter('utm_source=x')).toBeNull();
  });

  it('follows the links of the first addresses', () => {
    expect(shorter('feeding=rate')).toBe('');
    expect(shorter('feeding=documents&region=REG-84')).toBe('?region=REG-84&flow=documents');
    expect(read('feeding=documents').state.flow).toBe('documents');
  });
});

describe('nearest choice', () => {
  it('counts edits', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
  });

  it('forgives accents, case and length', () => {
    expect(nearest('ILE DE FRANCE', regions)?.id).toBe('REG-11');
    expect(nearest('x'.repeat(100_000), regions)?.id).toMatch(/^REG-/);
    const none: Choice[] = [];
    expect(nearest('anything', none)).toBeUndefined();
  });

  it('finds the month before', () => {
    expect(nearestMonth('2026-08-15', months)).toBe('2026-08');
    expect(nearestMonth('octobre', months)).toBe('2026-10');
    expect(nearestMonth('2026-13', months)).toBe('2026-10');
    expect(nearestMonth('2026-10', [])).toBeUndefined();
  });
});

describe('territory in an address', () => {
  const territories: NamedTerritory[] = [
    { id: 'FR', kind: 'nation', code: 'FR', name: 'France' },
    { id: 'REG-84', kind: 'region', code: '84', name: 'Auvergne-Rhône-Alpes' },
    { id: 'REG-01', kind: 'region', code: '01', name: 'Guadeloupe' },
    { id: 'DEP-01', kind: 'department', code: '01', name: 'Ain' },
    { id: 'DEP-2A', kind: 'department', code: '2A', name: 'Corse-du-Sud' },
    { id: 'DEP-69', kind: 'department', code: '69', name: 'Rhône' },
    { id: 'DEP-84', kind: 'department', code: '84', name: 'Vaucluse' },
  ];
  const ids = (asked: string): unknown => {
    const answer = readTerritory(asked, territories);
    return answer.kind === 'bare' ? answer.choices.map((choice) => choice.id) : answer.kind;
  };

  it('is found by its full id', () => {
    expect(readTerritory('DEP-69', territories)).toMatchObject({ territory: { name: 'Rhône' } });
    expect(readTerritory('reg-84', territories)).toEqual({ kind: 'moved', id: 'REG-84' });
    expect(readTerritory('fr', territories)).toEqual({ kind: 'nation' });
  });

  it('is asked for when the code stands alone, even when only one has it', () => {
    expect(ids('84')).toEqual(['REG-84', 'DEP-84']);
    expect(ids('69')).toEqual(['DEP-69']);
    expect(ids('1')).toEqual(['REG-01', 'DEP-01']);
    expect(ids('2a')).toEqual(['DEP-2A']);
  });

  it('is unknown otherwise', () => {
    expect(ids('REG-99')).toBe('unknown');
    expect(ids('')).toBe('unknown');
    expect(ids('<script>')).toBe('unknown');
  });
});
