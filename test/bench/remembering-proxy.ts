import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Asks the core once for each page and answers from memory from then on. */
export async function rememberingProxy(coreUrl: string): Promise<{ url: string; server: Server }> {
  const known = new Map<string, { headers: [string, string][]; body: Buffer }>();
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '/';
      let answer = known.get(path);
      if (!answer) {
        const fetched = await fetch(coreUrl + path);
        const kept = [...fetched.headers].filter(([name]) => /^(vigie-|content-type)/.test(name));
        answer = { headers: kept, body: Buffer.from(await fetched.arrayBuffer()) };
        known.set(path, answer);
      }
      for (const [name, value] of answer.headers) response.setHeader(name, value);
      response.end(answer.body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
