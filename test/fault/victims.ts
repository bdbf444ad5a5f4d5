import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { compiled } from '../support/scripts.js';
import type { Assignment } from './victim.process.js';

export interface VictimEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  said: string;
}

/** Processes that load until the step at which they end themselves. */
export interface Victims {
  run(assignment: Assignment): Promise<VictimEnd>;
  close(): void;
}

/** The next process starts while the present one works, so that its start costs no time. */
export function victims(): Victims {
  let next: ReturnType<typeof start> | undefined;
  return {
    async run(assignment) {
      const { child, ready, end } = next ?? start();
      next = start();
      // One that cannot even start has an end to tell, and no use for an assignment.
      await Promise.race([ready, end]);
      if (child.connected) child.send(assignment);
      return end;
    },
    close: () => void next?.child.kill('SIGKILL'),
  };
}

function start(): { child: ChildProcess; ready: Promise<unknown>; end: Promise<VictimEnd> } {
  const child = fork(compiled('fault/victim.process.js'), {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const end = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    said,
  }));
  return { child, ready: once(child, 'message'), end };
}
