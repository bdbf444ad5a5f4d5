import { publishedFigures } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { isHeldOut } from './held-out.js';

describe('figures kept out of the tuning', () => {
  const ids = publishedFigures.map((figure) => figure.id);

  it('are about a quarter', () => {
    const share = ids.filter(isHeldOut).length / ids.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.3);
  });

  it('do not change with the list', () => {
    expect(ids.filter(isHeldOut).slice(0, 6)).toMatchInlineSnapshot(`
      [
        "PF001",
        "PF005",
        "PF006",
        "PF011",
        "PF015",
        "PF018",
      ]
    `);
  });
});
