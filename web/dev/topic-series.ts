import {
  categoryIds,
  type Cell,
  type NoticedEdition,
  type Problem,
  type Series,
} from '@vigie/contract';
import type { Api } from '../src/lib/api/client.ts';
import { ApiProblem, ApiUnavailable } from '../src/lib/api/errors.ts';
import { seriesPath } from '../src/lib/api/question.ts';
import type { Locale } from '../src/lib/i18n/locale.ts';
import type { TopicBase } from '../src/lib/topics/base.ts';
import { lastComplete, measures, states, territories } from './fixture-data.ts';
import { dimensions } from './fixture-reference.ts';
import { reference } from './fixture-references.ts';
import { answerSeries } from './fixture-series.ts';
import * as topics from './fixture-topics.ts';
import { wordsOf } from './words.ts';

/** Cells and answers written by hand, for tests of what figures say of them. */

export const edition: NoticedEdition = {
  id: 1,
  feed_day: '2026-11-12',
  published_at: '2026-11-12T05:04:00Z',
  data_through_month: lastComplete,
  source: {
    world: 'w',
    simulated: true,
    seed: '1',
    scenario: 'd',
    scale: 0.2,
    strata: [{ id: 'sampled', factor: 5 }],
  },
  withdrawal: null,
};

/** A published cell; a state other than `ok` goes without a value. */
export function cellWith(given: Partial<Cell> & Pick<Cell, 'period'>): Cell {
  const none = Object.fromEntries(categoryIds.map((id) => [id, null])) as Pick<
    Cell,
    (typeof categoryIds)[number]
  >;
  const value = given.value ?? null;
  return {
    territory: 'FR',
    ...none,
    value,
    numerator: null,
    denominator: null,
    state: value === null ? 'lt11' : 'ok',
    provisional: false,
    errata: false,
    ...given,
  };
}

export function answerOf(measureId: string, rows: Cell[]): Series {
  const measure = measures.find(({ id }) => id === measureId);
  if (measure === undefined) throw new Error(`no measure ${measureId} in the catalogue`);
  const citation = { fr: 'Données simulées, Vigie.', en: 'Simulated data, Vigie.' };
  return {
    measure,
    cuboid: 'month.nation',
    grain: 'month',
    edition,
    citation,
    reference,
    row_count: rows.length,
    rows,
  };
}

export function baseFor(locale: Locale = 'fr', month: string | null = null): TopicBase {
  const labels = new Map(states.map(({ id, label }) => [id, label]));
  return {
    locale,
    words: wordsOf(locale),
    edition,
    month,
    stateLabel: (state) => labels.get(state)?.[locale] ?? state,
  };
}

/**
 * The fixture's answers without a server: a page's dozens of questions then depend on no patience
 * of the client. What holds one of `failing` in its address is unavailable.
 */
export function memoryApi(failing: readonly string[] = []): Api {
  const answer = async <T>(path: string, make: () => T): Promise<T> => {
    await Promise.resolve();
    if (failing.some((part) => path.includes(part))) throw new ApiUnavailable(path, null);
    return make();
  };
  const refused = (problem: Pick<Problem, 'code' | 'detail'> & Partial<Problem>): ApiProblem =>
    new ApiProblem({ type: 'about:blank', title: problem.code, status: 400, ...problem });
  const unused = (): never => {
    throw new Error('a question that no test asks');
  };
  return {
    edition: () => answer('/v1/edition', () => edition),
    measures: () => answer('/v1/measures', () => ({ measures, dimensions, states })),
    territories: () => answer('/v1/territories', () => territories),
    series: (question, of) => {
      const path = seriesPath(question, of);
      return answer(path, () => {
        const found = answerSeries(new URLSearchParams(path.split('?')[1]));
        if ('code' in found) throw refused(found);
        return { ...answerOf(found.measure.id, found.rows), ...found };
      });
    },
    irritants: () =>
      answer('/v1/irritants', () => ({ ...topics, statuses: topics.irritantStatuses })),
    irritant: (id) =>
      answer(`/v1/irritants/${id}`, () => {
        const found = topics.irritants.find((irritant) => irritant.id === id);
        if (found === undefined) throw refused({ code: 'unknown_irritant', detail: id });
        return { ...found, history: topics.historyOf(found) };
      }),
    milestones: () => answer('/v1/milestones', () => topics.milestones),
    count: unused,
    levers: unused,
    figures: unused,
    status: unused,
    get: unused,
  };
}
