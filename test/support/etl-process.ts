import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { etlScript } from './scripts.js';
import { readTestSettings } from './test.settings.js';

export interface EtlProcess {
  signal(name: NodeJS.Signals): void;
  stop(): void;
  /** What it said so far. */
  output(): string;
  ended: Promise<{ code: number | null; output: string }>;
}

/** `etl run` as a process of its own, ended with the test at the latest. */
export function runEtl(env: Record<string, string>): EtlProcess {
  const child: ChildProcess = spawn(process.execPath, [etlScript, 'run'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...readTestSettings().cleanEnvironment, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  return {
    signal: (name) => void child.kill(name),
    stop: () => void child.kill('SIGTERM'),
    output: () => output,
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })),
  };
}
