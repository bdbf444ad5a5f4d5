import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './project-root.js';
import { startService } from './service.js';
import { readTestSettings } from './test.settings.js';

export interface FixtureSettings {
  /** `full` has every figure, `empty` has published nothing yet, `withdrawn` has taken one back. */
  mode: 'full' | 'empty' | 'withdrawn';
  /** Answers 503 wherever an address holds one of these: `measure=messaging`, `/v1/levers`. */
  failing: string[];
  /** Milliseconds before each answer. */
  delay: number;
}

/** The API that answers from memory, as `web/dev/fixture-api.ts` has it. */
export interface FixtureApi {
  url: string;
  set(settings: Partial<FixtureSettings>): Promise<void>;
  stop(): Promise<void>;
}

export interface Site {
  /** Address of the pages. */
  url: string;
  stop(): Promise<void>;
}

export interface FixtureSite extends Site {
  api: FixtureApi;
}

/** The built pages in a process of their own, on the API at `apiUrl`. */
export const startPages = (apiUrl: string): Promise<Site> =>
  startService(join(projectRoot(), 'web/server/main.ts'), (port) => ({
    env: { VIGIE_WEB_PORT: String(port), VIGIE_API_URL: apiUrl },
  }));

/** The built pages on figures that are the same in every run. */
export async function startFixtureSite(): Promise<FixtureSite> {
  const api = await startFixture();
  const pages = await startPages(api.url);
  return {
    url: pages.url,
    api,
    stop: async () => {
      await pages.stop();
      await api.stop();
    },
  };
}

/** In a process of its own: hundreds of thousands of cells would hold up the specs' own. */
async function startFixture(): Promise<FixtureApi> {
  const script = import.meta.filename.replace(/site\.([jt]s)$/, 'fixture.process.$1');
  const fixture = pathToFileURL(join(projectRoot(), 'web/dev/fixture-api.ts')).href;
  const child = fork(script, [fixture], { execArgv: [], env: readTestSettings().cleanEnvironment });
  const ended = once(child, 'exit');
  const told = async (): Promise<unknown> => {
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
    if (child.exitCode !== null) throw new Error('The fixture has ended.');
    return message;
  };
  const url = String(await told());
  return {
    url,
    set: async (settings) => {
      child.send(settings);
      await told();
    },
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
