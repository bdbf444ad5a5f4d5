import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SilentApi {
  url: string;
  /** Addresses that hold one of these are never answered; all else comes from the API behind. */
  silent: string[];
  close(): Promise<void>;
}

/** An API that hangs where it is told to, as one does whose database is stuck on one question. */
export async function startSilentApi(behind: string): Promise<SilentApi> {
  const server: Server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (api.silent.some((part) => path.includes(part))) return;
    const onward = request(new URL(path, behind), { method: incoming.method }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api: SilentApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    silent: [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return api;
}
