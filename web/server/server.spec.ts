import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { addressOfHost } from './host.ts';
import { isPiped, pipe } from './pipe.ts';
import { OperatorError, readSettings } from './settings.ts';

const running: Server[] = [];
afterEach(() => {
  for (const server of running.splice(0)) server.close().closeAllConnections();
});

async function listen(server: Server): Promise<string> {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const publicUrl = new URL('https://vigie.example');
const front = (apiUrl: string): Promise<string> =>
  listen(
    createServer((incoming, outgoing) => pipe(incoming, outgoing, new URL(apiUrl), publicUrl)),
  );

describe('address of a request', () => {
  it('is that of its Host header', () => {
    expect(addressOfHost('vigie.example')).toBe('http://vigie.example');
    expect(addressOfHost('127.0.0.1:3000')).toBe('http://127.0.0.1:3000');
    expect(addressOfHost('[::1]:3000')).toBe('http://[::1]:3000');
  });

  it('is none where the header names no host', () => {
    const wrong = [undefined, '', 'a b', 'a/b', 'a@b', 'a:99999', '1.2.3.999', '[:::]'];
    expect(wrong.map(addressOfHost)).toEqual(wrong.map(() => null));
  });
});

describe('pipe to the API', () => {
  it('takes the API’s paths and no page', () => {
    for (const path of [
      '/v1/series?x=1',
      '/openapi',
      '/openapi.json',
      '/openapi-ui',
      '/auth/login',
    ])
      expect(isPiped(path), path).toBe(true);
    for (const path of ['/', '/v10', '/territoires', '/authors', '/en/v1', undefined])
      expect(isPiped(path), path).toBe(false);
  });

  it('hands on method, body and status, and says who asked', async () => {
    const api = await listen(
      createServer((incoming, outgoing) => {
        const { host, ...headers } = incoming.headers;
        outgoing.writeHead(201, { 'x-api': 'yes' });
        outgoing.write(
          JSON.stringify({ method: incoming.method, url: incoming.url, host, headers }),
        );
        incoming.pipe(outgoing);
      }),
    );
    const answer = await fetch(`${await front(api)}/v1/x?y=1`, {
      method: 'POST',
      body: 'body',
      headers: { cookie: 'a=b' },
    });
    const text = await answer.text();
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-api')).toBe('yes');
    expect(text).toContain('"method":"POST","url":"/v1/x?y=1"');
    expect(text).toContain('"x-forwarded-host":"vigie.example","x-forwarded-proto":"https"');
    expect(text).toContain('"cookie":"a=b"');
    expect(text.endsWith('body')).toBe(true);
  });

  it('does not wait for the end of an answer', async () => {
    const api = await listen(createServer((_, outgoing) => void outgoing.write('first')));
    const answer = await fetch(`${await front(api)}/v1/x`);
    const reader = answer.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('first');
    await reader.cancel();
  });

  it('passes an abort on', async () => {
    const aborted = Promise.withResolvers<string>();
    const api = await listen(
      createServer((_, outgoing) => {
        outgoing.write('first');
        outgoing.on('close', () => aborted.resolve('aborted'));
      }),
    );
    const client = request(`${await front(api)}/v1/x`, (answer) => {
      answer.once('data', () => client.destroy());
    });
    client.on('error', () => undefined).end();
    expect(await aborted.promise).toBe('aborted');
  });

  it('does not let an answer cut short look complete', async () => {
    const api = await listen(
      createServer((_, outgoing) => {
        outgoing.write('half');
        setTimeout(() => outgoing.destroy(), 20);
      }),
    );
    await expect(
      fetch(`${await front(api)}/v1/x`).then((answer) => answer.text()),
    ).rejects.toThrow();
  });

  it('answers 502 as a problem when the API is not there', async () => {
    const gone = createServer();
    const address = await listen(gone);
    await new Promise((resolve) => gone.close(resolve));
    const answer = await fetch(`${await front(address)}/v1/edition`);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 502, code: 'unavailable' });
  });
});

describe('settings', () => {
  it('have defaults, and take an empty variable for an absent one', () => {
    expect(readSettings({ VIGIE_WEB_PORT: '' })).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: undefined,
      apiUrl: 'http://127.0.0.1:3001',
    });
    expect(readSettings({ VIGIE_WEB_PORT: '8080' }).port).toBe(8080);
  });

  it('name every setting that is wrong in one sentence', () => {
    const wrong = { VIGIE_WEB_PORT: 'many', VIGIE_API_URL: 'ftp://x' };
    expect(() => readSettings(wrong)).toThrow(OperatorError);
    expect(() => readSettings(wrong)).toThrow(/VIGIE_WEB_PORT.*VIGIE_API_URL/);
  });
});
