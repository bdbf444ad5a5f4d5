import { describe, expect, it } from 'vitest';
import { WatchState } from '../schedule/watch-state.js';
import { liveConditions } from './live-conditions.js';

const kindsOf = (state: WatchState) => {
  const { conditions, over } = liveConditions(state);
  return { open: conditions.map(({ kind }) => kind), over: over.map(({ kind }) => kind) };
};

describe('what the process itself has seen', () => {
  it('tells of the third failure in a row, and that it is over only once a round succeeded', () => {
    const state = new WatchState();
    state.failed('the feed does not answer');
    state.failed('the feed does not answer');
    expect(kindsOf(state)).toEqual({ open: [], over: ['stuck'] });
    state.failed('the feed does not answer');
    expect(liveConditions(state).conditions).toEqual([
      {
        kind: 'failing',
        subject: 'rounds',
        detail: '3 rounds in a row failed: the feed does not answer',
      },
    ]);
    state.succeeded('2026-11-20');
    expect(kindsOf(state).over).toContain('failing');
  });

  it('does not close what an earlier process told of before it knows better', () => {
    expect(kindsOf(new WatchState()).over).not.toContain('failing');
  });

  it('tells of a round that has written nothing for fifteen minutes', () => {
    const state = new WatchState();
    state.active(performance.now() - 16 * 60_000);
    expect(kindsOf(state).open).toEqual(['stuck']);
    state.active();
    expect(kindsOf(state)).toEqual({ open: [], over: ['stuck'] });
  });

  it('tells of unknown columns until a page of the stream comes without', () => {
    const state = new WatchState();
    state.columns.set('documents', ['mood', 'colour']);
    expect(liveConditions(state).conditions).toEqual([
      { kind: 'unknown-columns', subject: 'documents', detail: 'mood, colour' },
    ]);
    state.columns.set('documents', []);
    expect(liveConditions(state).over).toContainEqual({
      kind: 'unknown-columns',
      subject: 'documents',
    });
  });
});
