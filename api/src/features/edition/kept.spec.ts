import { describe, expect, it } from 'vitest';
import { Kept } from './kept.js';

describe('what is kept', () => {
  it('is read once, and again only after so many others were asked for since', async () => {
    const kept = new Kept<string>(2);
    const reads: string[] = [];
    const get = (key: string): Promise<string> =>
      kept.get(key, () => {
        reads.push(key);
        return Promise.resolve(key);
      });
    for (const key of ['current', 'a', 'current', 'b', 'current', 'a']) await get(key);
    expect(reads).toEqual(['current', 'a', 'b', 'a']);
  });

  it('is nothing where the read failed: the next one tries again', async () => {
    const kept = new Kept<string>(2);
    await expect(kept.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await kept.get('a', () => Promise.resolve('there'))).toBe('there');
  });
});
