import { describe, expect, it } from 'vitest';
import { editDistance, nearest, nearestMonth, type Choice } from './nearest.ts';
import { readTerritory, type NamedTerritory } from './territory-id.ts';
import { feedingViews, readState, shorterQuery, writeState, type PageState } from './url-state.ts';

const regions = [
  { id: 'REG-11', label: 'Île-de-France' },
  { id: 'REG-53', label: 'Bretagne' },
  { id: 'REG-84', label: 'Auvergne-Rhône-Alpes' },
  { id: 'REG-93', label: 'Provence-Alpes-Côte d’Azur' },
];
const months = ['2026-07', '2026-08', '2026-09', '2026-10'];
const choices = { regions, months };
const read = (query: string) => readState(new URLSearchParams(query), choices);

describe('state of a page in its address', () => {
  it('comes back from the address as it was written, for every combination', () => {
    for (const region of [null, ...regions.map((choice) => choice.id)]) {
      for (const period of [null, ...months]) {
        for (const feeding of feedingViews) {
          const state: PageState = { region, period, feeding };
          expect(read(writeState(state))).toEqual({ state, faults: [] });
        }
      }
    }
  });

  it('writes only what differs from the default', () => {
    expect(writeState({ region: null, period: null, feeding: 'rate' })).toBe('');
    expect(writeState({ region: 'REG-84' })).toBe('?region=REG-84');
  });

  it('reports what it cannot follow, with the closest choice', () => {
    expect(read('region=REG-99').faults).toEqual([
      { parameter: 'region', given: 'REG-99', suggestion: 'REG-93' },
    ]);
    expect(read('region=bretange').faults[0]?.suggestion).toBe('REG-53');
    expect(read('period=2031-01').faults[0]?.suggestion).toBe('2026-10');
    expect(read('period=1999-01').faults[0]?.suggestion).toBe('2026-07');
    expect(read('feeding=document').faults[0]?.suggestion).toBe('documents');
    expect(read('region=REG-99').state.region).toBeNull();
  });

  it('shortens what a form without JavaScript writes, and nothing else', () => {
    expect(shorterQuery(new URLSearchParams('region=REG-84&period=&feeding=rate'))).toBe(
      '?region=REG-84',
    );
    expect(shorterQuery(new URLSearchParams('region=&period='))).toBe('');
    expect(shorterQuery(new URLSearchParams('region=REG-84'))).toBeNull();
    expect(shorterQuery(new URLSearchParams('utm_source=x'))).toBeNull();
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
