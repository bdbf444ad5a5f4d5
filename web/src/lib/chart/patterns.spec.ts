import { cellShape, secretStates } from '@vigie/contract';
import { expect, it } from 'vitest';
import { patternOf } from './patterns.ts';

it('a state looks like a secret where it protects someone, and nowhere else', () => {
  for (const state of cellShape.shape.state.options) {
    const looksSecret = ['secret', 'small'].includes(patternOf(state));
    expect(looksSecret, state).toBe(secretStates.has(state));
  }
});
