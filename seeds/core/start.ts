import pino, { type Logger } from 'pino';
import { createClock } from './clock.js';
import type { Fault } from './feed/faults.js';
import { createServer } from './feed/server.js';
import { createWorld } from './world.js';

export interface CoreOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  readonly host?: string;
  readonly seed?: string;
  readonly scenario?: string;
  readonly scale?: number;
  /** `real`, a date (frozen) or `date*speed`. */
  readonly clock?: string;
  readonly faults?: readonly Fault[];
  readonly logger?: Logger;
}

export interface RunningCore {
  readonly url: string;
  /** Stops answering; connections that are still open are cut. */
  close(): Promise<void>;
}

/** Starts the core's server. Rejects with the error of the system where the port is taken. */
export async function startCore(options: CoreOptions = {}): Promise<RunningCore> {
  const { seed = '1', scenario = 'default', scale = 0.2 } = options;
  const clock = createClock(options.clock ?? 'real');
  const world = createWorld({ seed, scenario, scale });
  const logger = options.logger ?? pino({ level: 'silent' });
  const server = createServer(world, clock, options.faults ?? [], logger);
  const url = await server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  return { url, close: () => server.close() };
}
