import { describe, expect, inject, it } from 'vitest';
import { runModel, told } from './model.js';

const seed = 20_261_122;

describe('any history of deliveries', () => {
  it('leaves what a naive model says', async () => {
    console.info(`seed ${seed}`);
    const result = await runModel({ seed, runs: 5, shrink: false, server: inject('postgres') });
    console.info(told(result));
    for (const [what, count] of Object.entries(result)) expect(count, what).toBeGreaterThan(0);
  }, 300_000);
});
