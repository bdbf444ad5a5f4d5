import { describe, expect, it } from 'vitest';
import { judge } from './completeness.js';

describe('judge', () => {
  it('tells zero expected, none received, some and all apart', () => {
    expect(judge(0, 0)).toBe('not_expected');
    expect(judge(3, 0)).toBe('not_received');
    expect(judge(3, 2)).toBe('partial');
    expect(judge(3, 3)).toBe('complete');
  });
});
