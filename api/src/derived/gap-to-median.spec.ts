import { describe, expect, it } from 'vitest';
import { gapToMedian } from './gap-to-median.js';

describe('gap to the median in documents', () => {
  it('is what the median would have accepted besides', () => {
    expect(gapToMedian(62, 1_000, 500)).toBe(120);
    expect(gapToMedian(62, 1_000, 700)).toBe(-80);
    expect(gapToMedian(50, 1_000, 500)).toBe(0);
  });

  it('is a whole number of documents', () => {
    expect(gapToMedian(33, 101, 30)).toBe(3);
  });
});
