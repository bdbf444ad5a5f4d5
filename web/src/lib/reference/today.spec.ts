import type { Change, Reopened } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import { startFixtureApi } from '../../../dev/fixture-api.ts';
import { reference } from '../../../dev/fixture-references.ts';
import { wordsOf } from '../../../dev/words.ts';
import { createApi } from '../api/client.ts';
import type { Naming } from '../extract/rows.ts';
import { reopen } from './reopen.ts';
import { todayOf } from './today.ts';

const words = wordsOf('en');

async function reopened(): Promise<{ answer: Reopened; naming: Naming; references: unknown }> {
  const fixture = await startFixtureApi();
  try {
    const api = createApi(fixture.url, null);
    const page = await reopen(api, reference, 'en', words);
    const { choices, state } = page.opened;
    const naming: Naming = { locale: 'en', words, choices, state, stateLabel: (id) => id };
    return { answer: page.reopened, naming, references: page.figure.references };
  } finally {
    await fixture.close();
  }
}

describe('what is said of today', () => {
  it('is that the figure is current, the same, or what differs and why', async () => {
    const { answer, naming, references } = await reopened();
    expect(references).toEqual([reference]);
    const today = answer.today!;
    const say = (change: Partial<NonNullable<Reopened['today']>>) =>
      todayOf({ ...answer, today: { ...today, ...change } }, naming);
    expect(todayOf({ ...answer, today: null }, naming).sentences).toEqual([
      words.reference_current(),
    ]);
    expect(say({ rows: [] })).toMatchObject({
      sentences: ['The current edition, no. 43 of 19 November 2026, tells exactly the same.'],
      table: null,
      causes: [],
    });
    const both = say({});
    expect(both.sentences).toEqual([
      'The current edition, no. 43 of 19 November 2026, tells something else for 2 cells of this figure.',
    ]);
    const [revised, hidden] = both.table!.rows.map(({ cells }) => cells.map(({ text }) => text));
    expect(revised?.join(' ')).toMatch(/^Guadeloupe [\d.]+% [\d.]+% Source revised$/);
    expect(hidden?.slice(2)).toEqual(['lt11', 'Confidentiality']);
    expect(both.causes.map(({ label }) => label)).toEqual(['Source revised', 'Confidentiality']);
  });

  it('tells what came since apart from what changed, and how much is not shown', async () => {
    const { answer, naming } = await reopened();
    const today = answer.today!;
    const [change] = today.rows;
    const since = (count: number): Change[] =>
      Array.from({ length: count }, () => ({
        ...change!,
        before: null,
        cause: 'first_published' as const,
      }));
    const say = (rows: Change[]) => todayOf({ ...answer, today: { ...today, rows } }, naming);
    expect(say(since(1)).sentences.at(-1)).toBe(words.reference_new_one());
    const many = say(since(60));
    expect(many.sentences).toHaveLength(2);
    expect(many.sentences[1]).toBe(words.reference_new_many({ count: '60' }));
    expect([many.table!.rows.length, many.more]).toEqual([50, 10]);
    expect(many.table!.rows[0]!.cells[1]!.text).toBe(words.reference_absent());
  });

  it('tells a definition that changed and a measure that is gone', async () => {
    const { answer, naming } = await reopened();
    const today = answer.today!;
    const say = (measure: NonNullable<Reopened['today']>['measure']) =>
      todayOf({ ...answer, today: { ...today, measure } }, naming).sentences.at(-1);
    expect(say({ ...answer.figure.measure, version: 2 })).toContain('version 2 today');
    expect(say(null)).toBe(words.reference_gone());
  });
});
