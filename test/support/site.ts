import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { freePort } from './free-port.js';
import { projectRoot } from './project-root.js';
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
export async function startPages(apiUrl: string): Promise<Site> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(projectRoot(), 'web/server/main.ts')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...readTestSettings().cleanEnvironment,
      NO_COLOR: '1',
      VIGIE_WEB_PORT: String(port),
      VIGIE_API_URL: apiUrl,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child);
  return {
    url,
    stop: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

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

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  const deadline = performance.now() + 20_000;
  for (;;) {
    const healthy = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return;
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The pages do not start.\n${printed}`);
    }
    await delay(50);
  }
}
