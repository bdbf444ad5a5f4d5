import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { routes } from './access/permissions.js';
import { problemShape } from '@vigie/contract';
import Fastify from 'fastify';
import { guardAccess } from './access/access.hook.js';
import { anonymous } from './access/principal.js';

const document = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, unknown>>;
};

describe('the table of permissions', () => {
  it('has a line for every route of the documentation, and for nothing else', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(routes).sort()).toEqual(documented.sort());
  });
});

describe('a route that the table does not have', () => {
  it('is answered like an address that does not exist', async () => {
    const server = Fastify();
    guardAccess(server, {
      identify: () => Promise.resolve(anonymous),
      audit: { record: () => Promise.reject(new Error('nothing is to be recorded')) },
      publicUrl: 'https://vigie.example',
    });
    let reached = false;
    server.get('/v1/forgotten/:id', () => {
      reached = true;
      return 'secret';
    });
    const answer = await server.inject('/v1/forgotten/1');
    expect(answer.statusCode).toBe(404);
    expect(problemShape.parse(answer.json())).toMatchObject({ code: 'not_found' });
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(reached).toBe(false);
    await server.close();
  });
});
