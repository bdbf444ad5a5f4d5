import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  seriesColumns,
  type Cell,
  type Edition,
  type ErrorCode,
  type MeasureDescription,
  type Series,
} from '@vigie/contract';
import { monthsBetween } from '../src/lib/format/date.ts';
import {
  cellOf,
  firstMonth,
  lastComplete,
  lastMonth,
  measures,
  states,
  territories,
} from './fixture-data.ts';

/** `full` has every figure, `empty` has published nothing yet. */
export type FixtureMode = 'full' | 'empty';

export interface FixtureApi {
  url: string;
  mode: FixtureMode;
  close(): Promise<void>;
}

const edition: Edition = {
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
};

/** Serves contract-valid answers from memory. For development and tests of the pages only. */
export async function startFixtureApi(port = 0, mode: FixtureMode = 'full'): Promise<FixtureApi> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fixture');
    answer(url, response, fixture.mode);
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(port, '127.0.0.1', () => resolve(undefined));
  await promise;
  const fixture: FixtureApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode,
    close: async () => {
      const closed = Promise.withResolvers<undefined>();
      server.close(() => closed.resolve(undefined));
      server.closeAllConnections();
      await closed.promise;
    },
  };
  return fixture;
}

function answer(url: URL, response: ServerResponse, mode: FixtureMode): void {
  if (url.pathname === '/v1/territories') json(response, { territories });
  else if (mode === 'empty') {
    problem(response, 503, 'no_edition_yet', 'The first load is under way.');
  } else if (url.pathname === '/v1/edition') json(response, edition);
  else if (url.pathname === '/v1/measures') json(response, { measures, dimensions: [], states });
  else if (url.pathname === '/v1/series') series(url.searchParams, response);
  else if (url.pathname === '/openapi') json(response, { openapi: '3.1.0' });
  else problem(response, 404, 'not_found', `Nothing at ${url.pathname}.`);
}

function series(query: URLSearchParams, response: ServerResponse): void {
  const measure = measures.find((candidate) => candidate.id === query.get('measure'));
  if (measure === undefined) {
    problem(response, 400, 'unknown_measure', 'Unknown measure.', 'measure');
    return;
  }
  const [from = firstMonth, to = from] = (query.get('period') ?? lastComplete).split('..');
  const rows = rowsOf(measure, query, from, to);
  if (query.get('format') === 'csv') {
    csv(response, measure, rows);
    return;
  }
  const citation = {
    fr: 'Données simulées, Vigie, édition du 12/11/2026.',
    en: 'Simulated data, Vigie, edition of 12 November 2026.',
  };
  const cuboid = ['month', query.get('split') ?? 'nation'].sort().join('.');
  const answered = { measure, cuboid, grain: 'month', edition, citation } as const;
  const body: Series = { ...answered, row_count: rows.length, rows };
  json(response, body);
}

function rowsOf(
  measure: MeasureDescription,
  query: URLSearchParams,
  from: string,
  to: string,
): Cell[] {
  const split = query.get('split') ?? 'nation';
  const only = query.get('territory')?.split(',');
  const kept = territories.filter(
    (territory) =>
      territory.kind === split &&
      (only === undefined || only.includes(territory.id) || only.includes(territory.region ?? '')),
  );
  return monthsBetween(from, to < lastMonth ? to : lastMonth).flatMap((month) =>
    kept.map((territory) => cellOf(measure, territory, month)),
  );
}

function csv(response: ServerResponse, measure: MeasureDescription, rows: Cell[]): void {
  const lines = rows.map((row) => {
    const whole = {
      ...row,
      measure: measure.id,
      unit: measure.unit.id,
      edition: edition.id,
      simulated: true,
    };
    return seriesColumns.map((column) => String(whole[column] ?? '')).join(',');
  });
  response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' });
  response.end([seriesColumns.join(','), ...lines, ''].join('\n'));
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function problem(
  response: ServerResponse,
  status: number,
  code: ErrorCode,
  detail: string,
  field?: string,
): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ type: 'about:blank', title: code, status, detail, code, field }));
}

if (import.meta.main) {
  const mode = process.argv.includes('--empty') ? 'empty' : 'full';
  const fixture = await startFixtureApi(3001, mode);
  console.log(`fixture API on ${fixture.url}`);
}
