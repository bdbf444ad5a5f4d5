import { describe, expect, it } from 'vitest';
import { answerOf, cellWith } from '../../../dev/topic-series.ts';
import { wordsOf } from '../../../dev/words.ts';
import { lagsOf } from './lag-sentence.ts';

describe('lag of a territory in words', () => {
  const period = '2026-09';
  const value = { FR: 60, 'DEP-971': 70, 'DEP-15': 50 };
  const rows = Object.entries(value).map(([territory, one]) =>
    cellWith({ territory, period, value: one }),
  );
  const own = { id: 'DEP-971', name: 'Guadeloupe' };
  const lags = (peers: { id: string; name: string }[]) =>
    lagsOf({
      words: wordsOf('fr'),
      answers: [answerOf('feeding.rate', rows)],
      month: period,
      own,
      nation: { id: 'FR' },
      peers,
      leaderNamed: (name) => name,
    });

  it('leads where others are compared, and not where it is alone', () => {
    expect(lags([own, { id: 'DEP-15', name: 'Cantal' }])).toMatchObject({
      leader: null,
      leads: true,
    });
    expect(lags([own])).toMatchObject({ leader: null, leads: false });
  });
});
