import { afterAll, beforeAll } from 'vitest';
import { type RunningApi, startApi } from '../start-api.js';
import { startDatabase, type TestDatabase } from './database.js';
import { type PublishedRow, publishWorld } from './published-world.js';

/** An API of a database of its own, for all the tests of a file; both end with it. */
export interface PublishedApi {
  readonly database: TestDatabase;
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
}

/**
 * Starts an API before the tests of a file.
 * @param rows the world that is published first; without them nothing is
 * @param prepare what else the database needs before the API starts
 */
export function publishedApi(
  rows?: () => PublishedRow[],
  prepare?: (database: TestDatabase) => Promise<void>,
): PublishedApi {
  let database: TestDatabase | undefined;
  let api: RunningApi | undefined;

  beforeAll(async () => {
    database = await startDatabase();
    if (rows) await publishWorld(database, rows());
    await prepare?.(database);
    api = await startApi(database.settings);
  }, 120_000);

  afterAll(async () => {
    await api?.close();
    await database?.stop();
  });

  const started = <T>(what: T | undefined): T => {
    if (what === undefined) throw new Error('nothing is started before the tests');
    return what;
  };
  return {
    get database() {
      return started(database);
    },
    get url() {
      return started(api).url;
    },
    get: (path, headers = {}) => fetch(`${started(api).url}${path}`, { headers }),
  };
}
