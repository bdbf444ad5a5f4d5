import { describe, expect, it } from 'vitest';
import { eachShape } from './choices.js';
import { faultLoop } from './fault-loop.js';

const seed = 5;

describe('a load whose every kind of step is made to fail', () => {
  it('ends, started again after each fault, with the tables of one that nothing disturbed', async () => {
    const started = performance.now();
    const lines: string[] = [`seed ${seed}`];
    const result = await faultLoop({
      seed,
      historyFrom: '2026-06',
      allStreams: false,
      days: ['2026-09-04', '2026-09-05'],
      selection: eachShape(seed, 180, 16),
      kills: 20,
      stops: 10,
      report: (line) => lines.push(line),
    });
    lines.push(...result.unexplained.map((error) => `by itself: ${error.split('\n')[0] ?? ''}`));
    lines.push(`${Math.round((performance.now() - started) / 1000)} s`);
    console.info(lines.join('\n'));
    expect(result.differing).toEqual([]);
    expect(result.imbalances).toEqual([]);
    const faults = [...result.faults.values()].reduce((sum, count) => sum + count, 0);
    expect(faults).toBeGreaterThanOrEqual(170);
    expect(result.faults.size).toBe(9);
    expect(result.kills).toBe(20);
    expect(result.stops).toBe(10);
  }, 400_000);
});
