import { describe, expect, it } from 'vitest';
import { readinessOf } from './readiness.js';
import { WatchState } from './watch-state.js';

const silent = { kind: 'silent-source' as const, subject: 'feed', detail: 'nothing new' };

describe('readiness', () => {
  it('is given while the pipeline works, also when the source is silent, which it says', () => {
    expect(readinessOf(new WatchState(), [silent])).toEqual({
      ready: true,
      reasons: [],
      notices: [silent],
    });
  });

  it('is given after one failure, and not after two in a row', () => {
    const state = new WatchState();
    state.failed('the feed does not answer');
    expect(readinessOf(state, []).ready).toBe(true);
    state.failed('the feed does not answer');
    expect(readinessOf(state, [])).toMatchObject({
      ready: false,
      reasons: ['loading fails: the feed does not answer'],
    });
    state.succeeded('2026-11-20');
    expect(readinessOf(state, []).ready).toBe(true);
  });

  it('is not given while the process stops, stands still or cannot ask the database', () => {
    const state = new WatchState();
    state.active(performance.now() - 20 * 60_000);
    state.stopping = true;
    expect(readinessOf(state, undefined).reasons).toEqual([
      'stopping',
      'the database does not answer',
      'loading has written nothing for 20 minutes',
    ]);
  });
});
