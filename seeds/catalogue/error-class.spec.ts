import { describe, expect, it } from 'vitest';
import { errorClasses, measures } from './catalogue.js';
import { errorClassOf } from './error-class.js';

const measure = (id: string) => {
  const found = measures.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no measure ${id}`);
  return found;
};
const count = (id: string, value: number, factor?: number) =>
  errorClassOf(measure(id), { value, numerator: null, denominator: null }, factor);

describe('the error class', () => {
  it.each([
    [11, 'E'],
    [61, 'E'],
    [62, 'D'],
    [124, 'C'],
    [248, 'B'],
    [620, 'A'],
  ])('of %i persons is %s, by 1.96 · 3.16 over it', (value, expected) => {
    expect(count('activation.activated', value)).toBe(expected);
  });

  it('of a volume is that of a noise of 3 % at the best', () => {
    expect(count('feeding.documents', 40_000_000)).toBe('D');
    expect(count('feeding.documents', 30)).toBe('E');
  });

  it('follows the factor that counts were expanded by', () => {
    expect(count('activation.activated', 620, 5)).toBe('C');
  });

  it('is exact where nothing is added', () => {
    expect(count('levers.deployed', 3)).toBe('exact');
  });

  it('of a share adds both errors in squares, and the rounding', () => {
    const share = { value: 50, numerator: 5_000, denominator: 10_000 };
    // 1.96 · √10 · √(1/5000² + 1/10000²) = 0.139 %, and 0.05 point of 50
    expect(errorClassOf(measure('activation.rate'), share)).toBe('A');
    // 2.77 % and 2.5 points of 50
    const small = { value: 50, numerator: 125, denominator: 250 };
    expect(errorClassOf(measure('activation.rate'), small)).toBe('E');
  });

  it('of nothing is none', () => {
    const nothing = { value: null, numerator: null, denominator: null };
    expect(errorClassOf(measure('feeding.rate'), nothing)).toBeNull();
  });

  it('is known for every measure of a value, and one of the list, from the nearest on', () => {
    const ids = errorClasses.map(({ id }) => id);
    const bounds = errorClasses.map(({ at_most: most }) => most ?? Infinity);
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    for (const own of measures.filter(({ kind }) => kind !== 'quantile')) {
      const parts = own.kind === 'count' ? null : 5_000;
      const known = errorClassOf(own, { value: 50, numerator: parts, denominator: parts });
      expect(ids, own.id).toContain(known);
    }
  });
});
