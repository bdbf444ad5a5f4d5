import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../clock.js';
import { createWorld, STREAM_NAMES } from '../world.js';
import { createServer } from './server.js';

/** Identities that would be recognised wherever they leaked, in decimal, hexadecimal or bytes. */
const PLANTED = [0xcafebabe, 0xdeadc0de, 0x8badf00d, 0xfeedface, 0xdefec8ed];

describe('identities planted inside the core', () => {
  const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
  PLANTED.forEach((identity, n) => (world.state.actors.id[40 * n + 3] = identity));
  const lines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const server = createServer(world, createClock('2026-11-22'), [], logger);
  let url = '';
  beforeAll(async () => {
    url = await server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => server.close());

  const found = (body: Buffer): string[] =>
    PLANTED.flatMap((identity) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(identity);
      const shapes = [
        bytes,
        Buffer.from(bytes).reverse(),
        Buffer.from(String(identity)),
        Buffer.from(identity.toString(16)),
        Buffer.from(identity.toString(16).toUpperCase()),
      ];
      return shapes.filter((shape) => body.includes(shape)).map((shape) => shape.toString('hex'));
    });
  const get = async (path: string): Promise<Buffer> =>
    Buffer.from(await (await fetch(url + path)).arrayBuffer());

  it('would be found if they were there', () => {
    const body = Buffer.from(world.state.actors.id.buffer);
    expect(found(body).length).toBeGreaterThanOrEqual(PLANTED.length);
    expect(found(Buffer.from('doctor 3405691582'))).toHaveLength(1);
  });

  it('stand in no feed', async () => {
    for (const stream of STREAM_NAMES) {
      for (const question of [
        'grain=month&month=2026-07',
        'grain=day&month=2026-10',
        'grain=event&month=2026-07',
      ]) {
        const body = await get(`/feeds/${stream}?${question}&limit=20000`);
        expect([stream, found(body)]).toEqual([stream, []]);
      }
    }
  });

  it('stand in no manifest, register, truth or error', async () => {
    for (const path of [
      '/feeds',
      '/registers/vendors',
      '/registers/releases',
      '/registers/submitters',
      '/simulation/barriers?month=2026-07',
      '/simulation/submissions?month=2026-07',
      `/feeds/documents?grain=month&month=2026-07&after=${world.id}~documents~month~2026-07~1`,
    ]) {
      expect([path, found(await get(path))]).toEqual([path, []]);
    }
  });

  it('stand in no log', () => {
    expect(lines.length).toBeGreaterThan(STREAM_NAMES.length);
    expect(found(Buffer.from(lines.join('')))).toEqual([]);
  });

  it('stand in no file, for the core writes none', () => {
    const core = fileURLToPath(new URL('..', import.meta.url));
    const sources = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /\.ts$/.test(path) && !/\.spec\.ts$|\.d\.ts$|node_modules/.test(path),
    );
    expect(sources.length).toBeGreaterThan(50);
    const writing = sources.filter((path) =>
      /writeFile|appendFile|createWriteStream|openSync|mkdir/.test(
        readFileSync(`${core}/${path}`, 'utf8'),
      ),
    );
    expect(writing).toEqual([]);
  });

  it('have pseudonyms that no two months share', () => {
    const seen = new Map<string, string>();
    for (const month of ['2026-05', '2026-06', '2026-07']) {
      for (const row of world.rows('roster', 'month', month)) {
        const pseudonym = String(row['actor']);
        expect(seen.get(pseudonym) ?? month).toBe(month);
        seen.set(pseudonym, month);
      }
    }
  });
});
