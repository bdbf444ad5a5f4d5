import { startEmbedded, type EmbeddedServer } from '@vigie/warehouse/embedded';
import { freePort } from '../support/free-port.js';

/** A PostgreSQL of one's own that may be stopped the hard way. */
export interface FragileServer {
  readonly url: string;
  /** Stops it at once and starts it again; it recovers from its log. */
  crash(): Promise<void>;
  /** Waits for the end of a crash that is under way. */
  up(): Promise<void>;
  stop(): Promise<void>;
}

export async function fragileServer(dataDir: string): Promise<FragileServer> {
  const options = { dataDir, port: await freePort() };
  let server: EmbeddedServer = await startEmbedded(options);
  let coming: Promise<void> = Promise.resolve();
  const crash = async (): Promise<void> => {
    // What `pg_ctl stop -m immediate` sends: no checkpoint, nothing is written back.
    process.kill(server.pid, 'SIGQUIT');
    await server.ended;
    server = await startEmbedded(options);
  };
  return {
    url: server.url,
    crash() {
      coming = crash();
      return coming;
    },
    up: () => coming,
    stop: () => server.stop(),
  };
}
