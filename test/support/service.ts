import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { readTestSettings } from './test.settings.js';

/** A service in a process of its own. */
export interface Service {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** What a script is given, besides the environment that every process needs. */
export interface Given {
  args?: string[];
  env?: Record<string, string>;
  /** What it reads from its standard input. */
  input?: string;
}

/** Starts a script that listens on the port that it is given, and waits until its `/health` is well. */
export async function startService(
  script: string,
  givenOn: (port: number) => Given,
): Promise<Service> {
  const port = await freePort();
  const { args = [], env = {}, input = '' } = givenOn(port);
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...readTestSettings().cleanEnvironment, NO_COLOR: '1', ...env },
  });
  child.stdin.end(input);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  const url = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + 20_000;
  for (;;) {
    const healthy = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) break;
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${script} does not start.\n${printed}`);
    }
    await delay(50);
  }
  return {
    url,
    pid: child.pid ?? 0,
    stop: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
