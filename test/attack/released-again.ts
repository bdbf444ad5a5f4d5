import { fork } from 'node:child_process';
import { once } from 'node:events';
import { compiled } from '../support/scripts.js';
import type { Microdata } from './world.js';

/** What another process tells of the same month under the same key, by cell. */
export async function releasedAgain(world: Microdata): Promise<ReadonlyMap<string, string>> {
  const script = compiled('attack/released-again.process.js');
  // Keys of contributors are large whole numbers, which JSON has no way to write.
  const child = fork(script, { serialization: 'advanced', execArgv: [] });
  const ended = once(child, 'exit');
  child.send(world);
  const [told] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  await ended;
  if (!(told instanceof Map)) throw new Error(`the other process ended with ${String(told)}`);
  return told as ReadonlyMap<string, string>;
}
