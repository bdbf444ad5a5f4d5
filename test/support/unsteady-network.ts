import { createServer, Socket, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What becomes of what a client sends, chunk by chunk. */
export type Weather = (chunk: Buffer, nth: number) => 'pass' | 'late' | 'freeze' | 'reset';

export interface UnsteadyNetwork {
  /** The same address, through the network. */
  url: string;
  weather: Weather;
  close(): Promise<void>;
}

/**
 * A network between a client and a server that may be slow, break a connection, or leave it open
 * without passing anything on any more, as when a cable is pulled.
 */
export async function unsteadyNetwork(to: string): Promise<UnsteadyNetwork> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  let nth = 0;
  const server = createServer((client) => {
    const upstream = new Socket();
    upstream.connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        // A cable that is pulled tells neither end of the other.
        if (!frozen) {
          client.destroy();
          upstream.destroy();
        }
      });
    }
    let frozen = false;
    let order = Promise.resolve();
    client.on('data', (chunk: Buffer) => {
      order = order.then(async () => {
        const weather = frozen ? 'freeze' : network.weather(chunk, (nth += 1));
        if (weather === 'freeze') frozen = true;
        else if (weather === 'reset') {
          client.resetAndDestroy();
          upstream.resetAndDestroy();
        } else {
          if (weather === 'late') await delay(4);
          if (!upstream.destroyed) upstream.write(chunk);
        }
      });
    });
    upstream.on('data', (chunk: Buffer) => {
      if (!frozen && !client.destroyed) client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(to);
  url.port = String((server.address() as AddressInfo).port);
  const network: UnsteadyNetwork = {
    url: url.href,
    weather: () => 'pass',
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return network;
}
