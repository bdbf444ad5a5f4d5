import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log, Speaker } from './logs.js';
import type { Environment } from './settings.js';

export interface ProcessDeclaration {
  name: Speaker;
  /** Path of the script and its arguments. */
  script: string;
  args?: string[];
  env: Environment;
}

/**
 * By itself Node lets its heap grow with the machine's memory before it collects; with these
 * bounds no process outgrows 512 MB while history loads.
 */
const heapLimits = ['--max-semi-space-size=8', '--max-old-space-size=320'];

const lastMomentMs = 500;

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  name: Speaker;
  pid: number;
  ended: Promise<Ending>;
  hasEnded(): boolean;
  signal(name: NodeJS.Signals): void;
}

/**
 * Starts one process on the same Node as the stack. It gets a process group of its own, so that
 * Ctrl-C reaches the stack alone, which then stops the processes in order.
 */
export function startProcess(declaration: ProcessDeclaration, log: Log): RunningProcess {
  const { name, script, args = [], env } = declaration;
  const leash = new URL('leash.js', import.meta.url).href;
  const child = spawn(process.execPath, [...heapLimits, '--import', leash, script, ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  if (child.stdout !== null) log.follow(name, child.stdout);
  if (child.stderr !== null) log.follow(name, child.stderr);
  let hasEnded = false;
  const ended = endingOf(child).then((ending) => {
    hasEnded = true;
    return ending;
  });
  return {
    name,
    pid: child.pid ?? 0,
    ended,
    hasEnded: () => hasEnded,
    signal: (signal) => child.kill(signal),
  };
}

async function endingOf(child: ChildProcess): Promise<Ending> {
  // `close`, not `exit`: the last words have been read by then.
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}

/**
 * Stops processes one after the other, in the order given, all within `graceMs`; what has not
 * ended by then is killed. `hurry` cuts the wait short (a second Ctrl-C).
 */
export async function stopInOrder(
  processes: readonly RunningProcess[],
  graceMs: number,
  hurry: Promise<unknown>,
): Promise<RunningProcess[]> {
  const killed: RunningProcess[] = [];
  const timer = new AbortController();
  const outOfTime = Promise.race([
    delay(graceMs, undefined, { signal: timer.signal }).catch(() => undefined),
    hurry,
  ]);
  for (const running of processes) {
    if (running.hasEnded()) continue;
    running.signal('SIGTERM');
    // Out of time, the next in line still gets a moment: it may need no more.
    await Promise.race([
      running.ended,
      outOfTime.then(() => delay(lastMomentMs, undefined, { ref: false })),
    ]);
    if (running.hasEnded()) continue;
    running.signal('SIGKILL');
    killed.push(running);
    await running.ended;
  }
  timer.abort();
  return killed;
}
