import {
  figuresShape,
  irritantsShape,
  irritantWithHistoryShape,
  leversShape,
  measuresShape,
  milestonesShape,
  noticedEditionShape,
  problemShape,
  seriesCountShape,
  seriesShape,
  statusShape,
  territoriesShape,
  type Figures,
  type Irritants,
  type IrritantWithHistory,
  type Levers,
  type Measures,
  type Milestones,
  type NoticedEdition,
  type Series,
  type Status,
  type TerritoryDescription,
} from '@vigie/contract';
import type { z } from 'zod';
import type { AnswerCache } from './answer-cache.ts';
import { ApiProblem, ApiUnavailable } from './errors.ts';
import { seriesPath, type SeriesQuestion } from './question.ts';

/** A page that waits longer than this for one answer goes on without it, and says so. */
const patience = 6_000;

export interface Api {
  /** The edition in force, or an earlier one that still can be read. */
  edition(asOf?: number): Promise<NoticedEdition>;
  measures(asOf?: number): Promise<Measures>;
  territories(): Promise<TerritoryDescription[]>;
  series(question: SeriesQuestion, edition: number): Promise<Series>;
  /** How many rows `series` would answer. */
  count(question: SeriesQuestion, edition: number): Promise<number>;
  irritants(): Promise<Irritants>;
  /** An unknown id is an `ApiProblem` whose `allowed` has the nearest ones. */
  irritant(id: string): Promise<IrritantWithHistory>;
  levers(): Promise<Levers>;
  milestones(): Promise<Milestones>;
  figures(): Promise<Figures>;
  status(): Promise<Status>;
  /** Any other address of the API, checked against its shape. */
  get<S extends z.ZodType>(path: string, shape: S): Promise<z.infer<S>>;
}

/**
 * The API as one request of a visitor sees it: with the visitor's cookie, every answer checked
 * against the contract, and the same question asked once. Series of a named edition do not change:
 * they come from the cache where there is one, each reader's apart.
 * @param forwarded addresses that the visitor's request came through, so that each is limited apart
 */
export function createApi(
  baseUrl: string,
  cookie: string | null,
  cache?: AnswerCache,
  forwarded?: string,
): Api {
  const asked = new Map<string, Promise<unknown>>();
  const visitor = {
    ...(cookie !== null && { cookie }),
    ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }),
  };

  function get<S extends z.ZodType>(path: string, shape: S): Promise<z.infer<S>> {
    const known = asked.get(path) as Promise<z.infer<S>> | undefined;
    if (known !== undefined) return known;
    const answer = ask(new URL(path, baseUrl), visitor, shape);
    asked.set(path, answer);
    return answer;
  }

  async function series(question: SeriesQuestion, edition: number): Promise<Series> {
    const path = seriesPath(question, edition);
    const key = JSON.stringify([baseUrl, cookie, path]);
    const known = cache?.get(key) as Series | undefined;
    if (known !== undefined) return known;
    const answer = await get(path, seriesShape);
    cache?.set(key, answer, answer.rows.length + 20);
    return answer;
  }

  const dated = (path: string, asOf?: number): string =>
    asOf === undefined ? path : `${path}?as_of=${asOf}`;

  return {
    get,
    edition: (asOf) => get(dated('/v1/edition', asOf), noticedEditionShape),
    measures: (asOf) => get(dated('/v1/measures', asOf), measuresShape),
    territories: async () => (await get('/v1/territories', territoriesShape)).territories,
    series,
    count: async (question, edition) =>
      (await get(seriesPath(question, edition, 'count'), seriesCountShape)).row_count,
    irritants: () => get('/v1/irritants', irritantsShape),
    irritant: (id) => get(`/v1/irritants/${encodeURIComponent(id)}`, irritantWithHistoryShape),
    levers: () => get('/v1/levers', leversShape),
    milestones: () => get('/v1/milestones', milestonesShape),
    figures: () => get('/v1/figures', figuresShape),
    status: () => get('/v1/status', statusShape),
  };
}

async function ask<S extends z.ZodType>(
  url: URL,
  visitor: Readonly<Record<string, string>>,
  shape: S,
): Promise<z.infer<S>> {
  const headers = { accept: 'application/json', ...visitor };
  let status: number;
  let body: unknown;
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(patience) });
    status = response.status;
    body = await response.json();
  } catch (error) {
    throw new ApiUnavailable(url.pathname, error);
  }
  if (status >= 400) {
    const problem = problemShape.safeParse(body);
    if (problem.success && problem.data.code !== 'unavailable') throw new ApiProblem(problem.data);
    throw new ApiUnavailable(url.pathname, body);
  }
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw new ApiUnavailable(url.pathname, parsed.error);
  return parsed.data;
}
