import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { ErrorCode, NoticedEdition, Status } from '@vigie/contract';
import { lastComplete, measures, states, territories } from './fixture-data.ts';
import { csvOf, frenchCsvOf } from './fixture-formats.ts';
import { dimensions } from './fixture-reference.ts';
import { reference, referenceQuery, reopenedOf } from './fixture-references.ts';
import { answerSeries } from './fixture-series.ts';
import * as topics from './fixture-topics.ts';

/** `full` has every figure, `empty` has published nothing yet, `withdrawn` has taken one back. */
export type FixtureMode = 'full' | 'empty' | 'withdrawn';

export interface FixtureApi {
  url: string;
  mode: FixtureMode;
  /** Answers 503 wherever an address holds one of these: `measure=messaging`, `/v1/levers`. */
  failing: string[];
  /** Milliseconds before each answer. */
  delay: number;
  close(): Promise<void>;
}

const edition: NoticedEdition = {
  id: 42,
  feed_day: '2026-11-12',
  published_at: '2026-11-12T05:04:00Z',
  data_through_month: lastComplete,
  source: {
    world: 'fixture',
    simulated: true,
    seed: '1',
    scenario: 'default',
    scale: 0.2,
    strata: [
      { id: 'complete', factor: 1 },
      { id: 'sampled', factor: 5 },
    ],
  },
  withdrawal: null,
};

/** The edition after it was taken back. */
const withdrawal: NonNullable<NoticedEdition['withdrawal']> = {
  edition: 43,
  feed_day: '2026-11-13',
  withdrawn_at: '2026-11-13T09:30:00.000Z',
  because: 'Les documents de deux éditeurs étaient comptés deux fois.',
};

const status: Status = {
  edition,
  feed_day: edition.feed_day,
  source_day: edition.feed_day,
  last_load_at: '2026-11-12T04:58:00Z',
  lag_days: 0,
  loaded: topics.loaded,
  sources: topics.sources,
};

const citation = {
  fr: 'Données simulées, Vigie, édition du 12/11/2026.',
  en: 'Simulated data, Vigie, edition of 12 November 2026.',
};

/** Serves contract-valid answers from memory. For development and tests of the pages only. */
export async function startFixtureApi(port = 0, mode: FixtureMode = 'full'): Promise<FixtureApi> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fixture');
    void wait(fixture.delay).then(() => answer(url, response, fixture));
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(port, '127.0.0.1', () => resolve(undefined));
  await promise;
  const fixture: FixtureApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode,
    failing: [],
    delay: 0,
    close: async () => {
      const closed = Promise.withResolvers<undefined>();
      server.close(() => closed.resolve(undefined));
      server.closeAllConnections();
      await closed.promise;
    },
  };
  return fixture;
}

/** What each address answers; series and single irritants have addresses of their own. */
const answers: Record<string, () => unknown> = {
  '/v1/edition': () => edition,
  '/v1/measures': () => ({ measures, dimensions, states }),
  '/v1/irritants': () => ({
    irritants: topics.irritants,
    levers: topics.levers,
    stages: topics.stages,
    statuses: topics.irritantStatuses,
  }),
  '/v1/levers': () => ({ levers: topics.levers, kinds: topics.leverKinds }),
  '/v1/issuers': () => ({ issuers: [{ id: 'local', name: 'Comptes de démonstration' }] }),
  '/v1/milestones': () => topics.milestones,
  '/v1/figures': () => topics.figures,
  '/v1/status': () => status,
  '/openapi': () => ({ openapi: '3.1.0' }),
};

function answer(url: URL, response: ServerResponse, { mode, failing }: FixtureApi): void {
  const known = answers[url.pathname];
  if (failing.some((part) => (url.pathname + url.search).includes(part))) {
    problem(response, 503, { code: 'unavailable', detail: 'Not now.' });
  } else if (url.pathname === '/v1/territories') json(response, { territories });
  else if (mode === 'empty') {
    problem(response, 503, { code: 'no_edition_yet', detail: 'The first load is under way.' });
  } else if (mode === 'withdrawn' && url.searchParams.get('as_of') === String(withdrawal.edition)) {
    problem(response, 410, { code: 'edition_withdrawn', detail: withdrawal.because });
  } else if (mode === 'withdrawn' && url.pathname === '/v1/edition') {
    json(response, { ...edition, withdrawal });
  } else if (known !== undefined) json(response, known());
  else if (url.pathname === '/v1/series') series(url.searchParams, response);
  else if (url.pathname.startsWith('/v1/references/')) reopened(url.pathname.slice(15), response);
  else if (url.pathname.startsWith('/v1/irritants/')) irritant(url.pathname.slice(14), response);
  else problem(response, 404, { code: 'not_found', detail: `Nothing at ${url.pathname}.` });
}

function irritant(asked: string, response: ServerResponse): void {
  const found = topics.irritants.find(({ id }) => id === decodeURIComponent(asked));
  if (found === undefined) {
    const allowed = topics.irritants.map(({ id }) => id);
    problem(response, 404, { code: 'unknown_irritant', detail: `No irritant ${asked}.`, allowed });
  } else json(response, { ...found, history: topics.historyOf(found) });
}

function series(query: URLSearchParams, response: ServerResponse): void {
  const answered = answerSeries(query);
  if ('code' in answered) {
    problem(response, 400, answered);
    return;
  }
  const format = query.get('format') ?? 'json';
  if (format.startsWith('csv')) {
    const text = (format === 'csv' ? csvOf : frenchCsvOf)(answered, edition.id);
    response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' });
    response.end(text);
    return;
  }
  const { rows, ...head } = answered;
  const counted = { ...head, edition, citation, reference, row_count: rows.length };
  json(response, format === 'count' ? counted : { ...counted, rows });
}

function reopened(asked: string, response: ServerResponse): void {
  const answered = answerSeries(new URLSearchParams(referenceQuery));
  if (asked.toUpperCase() !== reference || 'code' in answered) {
    problem(response, 400, { code: 'invalid_reference', detail: 'Not a reference.', field: 'id' });
  } else json(response, reopenedOf(answered, edition, citation));
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function problem(
  response: ServerResponse,
  status: number,
  said: { code: ErrorCode; detail: string; field?: string; allowed?: string[] },
): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ type: 'about:blank', title: said.code, status, ...said }));
}

if (import.meta.main) {
  const mode = process.argv.includes('--empty') ? 'empty' : 'full';
  const fixture = await startFixtureApi(3001, mode);
  console.log(`fixture API on ${fixture.url}`);
}
