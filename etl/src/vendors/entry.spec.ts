import { describe, expect, it } from 'vitest';
import { entryNeed, tellsEntrant } from './entry.js';

const cell = (...sums: number[]) => ({
  sum: sums.reduce((all, sum) => all + sum, 0),
  vendors: sums.map((sum, at) => ({ vendor: `v${at}`, sum })),
});

describe('entryNeed', () => {
  it('is nothing where no one entered, or where those that stayed hide the one that did', () => {
    expect(entryNeed(cell(100, 100, 100), cell(90, 100, 100))).toBeUndefined();
    // 5 % of 300 is 15, more than 15 % of 99.
    expect(entryNeed(cell(100, 100, 100, 99), cell(100, 100, 100))).toBeUndefined();
  });

  it('is how much larger the cell must seem for the entrant not to be told within 15 %', () => {
    expect(entryNeed(cell(100, 100, 100, 200), cell(100, 100, 100))).toBeCloseTo(30 - 15);
    expect(entryNeed(cell(110, 100, 100, 200), cell(100, 100, 100))).toBeCloseTo(30 - 10 - 15);
  });

  it('takes the row of the vendor that looks as known, so that less hides the entrant', () => {
    const [now, before] = [cell(200, 50, 50, 90), cell(200, 50, 50)];
    expect(entryNeed(now, before)).toBeUndefined();
    expect(entryNeed(now, before, 'v0')).toBeCloseTo(13.5 - 5);
    expect(tellsEntrant(now, before)).toBe(true);
    expect(tellsEntrant(before, before)).toBe(false);
  });

  it('is nothing where the guess of steady sales is wrong', () => {
    expect(entryNeed(cell(80, 100, 100, 200), cell(100, 100, 100))).toBeUndefined();
  });
});
