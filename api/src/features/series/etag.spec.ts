import { describe, expect, it } from 'vitest';
import { head } from '../../testing/answer.js';
import { etagOf, matches } from './etag.js';

const { edition } = head(0);
const mark = etagOf('cube 1', '/v1/cube', edition, 'public', 'csv');

describe('the mark of an answer', () => {
  it('follows what makes it, the question, the edition, the role and the format', () => {
    expect(etagOf('cube 1', '/v1/cube', edition, 'public', 'csv')).toBe(mark);
    const later = { ...edition, published_at: '2026-11-09T05:00:00.001Z' };
    const elsewhere = { ...edition, source: { ...edition.source, world: 'other' } };
    const others = [
      etagOf('cube 2', '/v1/cube', edition, 'public', 'csv'),
      etagOf('cube 1', '/v1/cube?as_of=1', edition, 'public', 'csv'),
      etagOf('cube 1', '/v1/cube', later, 'public', 'csv'),
      etagOf('cube 1', '/v1/cube', elsewhere, 'public', 'csv'),
      etagOf('cube 1', '/v1/cube', edition, 'agency', 'csv'),
      etagOf('cube 1', '/v1/cube', edition, 'public', 'json'),
    ];
    expect(new Set([mark, ...others]).size).toBe(7);
  });

  it('is recognised among others, and where a proxy made it a weak one', () => {
    expect(matches(`"other", W/${mark}`, mark)).toBe(true);
    expect(matches('*', mark)).toBe(true);
    expect(matches('"other"', mark)).toBe(false);
    expect(matches(undefined, mark)).toBe(false);
  });
});
