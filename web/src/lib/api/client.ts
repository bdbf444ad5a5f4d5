import {
  editionShape,
  measuresShape,
  problemShape,
  seriesShape,
  territoriesShape,
  type Edition,
  type Measures,
  type Series,
  type TerritoryDescription,
} from '@vigie/contract';
import type { z } from 'zod';
import { ApiProblem, ApiUnavailable } from './errors.ts';
import { seriesPath, type SeriesQuestion } from './question.ts';

/** A page that waits longer than this says so instead. */
const patience = 10_000;

export interface Api {
  edition(): Promise<Edition>;
  measures(): Promise<Measures>;
  territories(): Promise<TerritoryDescription[]>;
  series(question: SeriesQuestion, edition: number): Promise<Series>;
}

/**
 * The API as one request of a visitor sees it: with the visitor's cookie, every answer checked
 * against the contract, and the same question asked once.
 */
export function createApi(baseUrl: string, cookie: string | null): Api {
  const asked = new Map<string, Promise<unknown>>();

  function get<S extends z.ZodType>(path: string, shape: S): Promise<z.infer<S>> {
    const known = asked.get(path) as Promise<z.infer<S>> | undefined;
    if (known !== undefined) return known;
    const answer = ask(new URL(path, baseUrl), cookie, shape);
    asked.set(path, answer);
    return answer;
  }

  return {
    edition: () => get('/v1/edition', editionShape),
    measures: () => get('/v1/measures', measuresShape),
    territories: async () => (await get('/v1/territories', territoriesShape)).territories,
    series: (question, edition) => get(seriesPath(question, edition), seriesShape),
  };
}

async function ask<S extends z.ZodType>(
  url: URL,
  cookie: string | null,
  shape: S,
): Promise<z.infer<S>> {
  const headers = { accept: 'application/json', ...(cookie === null ? {} : { cookie }) };
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
