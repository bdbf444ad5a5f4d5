import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cellSecret } from './cell-key.js';
import { freePorts } from './free-port.js';
import { projectRoot } from './project-root.js';
import { readTestSettings } from './test.settings.js';

export interface StackOptions {
  /** Settings on top of the free ports and the temporary data directory (`VIGIE_CLOCK`…). */
  env?: Record<string, string>;
  /** Data to go on with; without it, an empty temporary directory that is removed at the end. */
  dataDir?: string;
}

export interface RunningStack {
  webUrl: string;
  apiUrl: string;
  coreUrl: string;
  etlUrl: string;
  dataDir: string;
  pid: number;
  /** Everything printed so far. */
  output(): string;
  /** Resolves with the exit code when the whole stack has ended, for whatever reason. */
  ended: Promise<number | null>;
  /** Asks the stack to stop and waits for it; the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts what `npm start` runs, from the built tree, on free ports. */
export async function startStack(options: StackOptions = {}): Promise<RunningStack> {
  const root = projectRoot();
  const [web, api, core, etl, postgres, issuer] = await freePorts(6);
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'vigie-stack-'));
  const child = spawn(process.execPath, [join(root, 'etl/dist/stack/start.js')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...readTestSettings().cleanEnvironment,
      NO_COLOR: '1',
      VIGIE_DATA_DIR: dataDir,
      VIGIE_CELL_KEY: cellSecret,
      VIGIE_WEB_PORT: String(web),
      VIGIE_API_PORT: String(api),
      VIGIE_CORE_PORT: String(core),
      VIGIE_ETL_PORT: String(etl),
      VIGIE_PG_PORT: String(postgres),
      VIGIE_ISSUER_PORT: String(issuer),
      // Tests and benches ask more within a minute than readers do.
      VIGIE_RATE_LIMIT: 'off',
      ...options.env,
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (printed += chunk));
  }
  const ended = once(child, 'close').then(([code]) => {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    return code as number | null;
  });
  const url = (port: number | undefined): string => `http://127.0.0.1:${port}`;
  return {
    webUrl: url(web),
    apiUrl: url(api),
    coreUrl: url(core),
    etlUrl: url(etl),
    dataDir,
    pid: child.pid ?? 0,
    output: () => printed,
    ended,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Waits until the page shows figures, which the API's health tells; throws with the log if not. */
export async function untilData(stack: RunningStack, withinMs = 120_000): Promise<void> {
  await until(stack, withinMs, 'a first vintage', async () => {
    const response = await fetch(`${stack.apiUrl}/health`, { signal: AbortSignal.timeout(5_000) });
    const health = (await response.json()) as { edition?: number | null };
    return response.status === 200 && typeof health.edition === 'number';
  });
}

/** Waits until the etl has published the last night that the feed has. */
export async function untilUpToDate(stack: RunningStack, withinMs = 600_000): Promise<void> {
  await until(stack, withinMs, 'the last night', async () => {
    const response = await fetch(`${stack.etlUrl}/health`);
    const health = (await response.json()) as { feed_day: string | null };
    return health.feed_day !== null;
  });
}

/** Polls `reached` until it holds; an error counts as "not yet", the end of the stack as never. */
export async function until(
  stack: RunningStack,
  withinMs: number,
  what: string,
  reached: () => Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  let over = false;
  void stack.ended.then(() => (over = true));
  for (;;) {
    if (await reached().catch(() => false)) return;
    // The flag changes while this loop waits, which the compiler cannot see.
    const dead = over as boolean;
    if (dead || performance.now() > deadline) {
      const why = dead ? 'the stack ended' : `not within ${withinMs / 1000} s`;
      throw new Error(`${what}: ${why}\n${stack.output()}`);
    }
    await delay(100);
  }
}
