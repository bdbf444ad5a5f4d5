import { createHash } from 'node:crypto';
import { tableFromIPC } from 'apache-arrow';
import { afterEach, describe, expect, it } from 'vitest';
import { parseDay, parseMonth } from '../calendar.js';
import { createWorld, STREAM_NAMES, type StreamName, type World } from '../world.js';
import type { Page } from './page.js';

const settings = { seed: '1', scenario: 'tiny', scale: 0.2 };
const month = parseMonth('2026-06');
const through = parseDay('2026-11-21');

function pages(
  world: World,
  stream: StreamName,
  grain: 'month' | 'day',
  limit: number,
  upTo = through,
): Page[] {
  const list: Page[] = [];
  let after: string | undefined;
  for (;;) {
    const page = world.page(stream, { grain, month, after, limit, through: upTo });
    list.push(page);
    if (!page.more) return list;
    after = page.next;
  }
}

const someEvents = { grain: 'event', month, limit: 5_000, through } as const;

const digest = (list: Page[]): string[] => list.map((page) => page.sha256);

describe('pages', () => {
  const world = createWorld(settings);
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('carry the digest and the row count of their body', () => {
    for (const stream of STREAM_NAMES) {
      for (const page of pages(world, stream, 'month', 700)) {
        expect(page.sha256).toBe(createHash('sha256').update(page.body).digest('hex'));
        expect(tableFromIPC(page.body).numRows).toBe(page.rows);
      }
    }
  });

  it('are the same bytes in another process, order and time zone', () => {
    const expected = STREAM_NAMES.map((stream) => [
      digest(pages(world, stream, 'month', 700)),
      digest(pages(world, stream, 'day', 5_000)),
      digest([world.page(stream, someEvents)]),
    ]);
    for (const name of ['UTC', 'Europe/Paris', 'Pacific/Noumea']) {
      process.env['TZ'] = name;
      const other = createWorld(settings);
      const found = [...STREAM_NAMES]
        .reverse()
        .map((stream) => {
          const day = digest(pages(other, stream, 'day', 5_000));
          const events = digest([other.page(stream, someEvents)]);
          return [digest(pages(other, stream, 'month', 700)), day, events];
        })
        .reverse();
      expect(found).toEqual(expected);
    }
  });

  it('are empty alike behind the last row, whether or not the month had to be drawn', () => {
    const query = { grain: 'day', month, through } as const;
    const last = pages(world, 'documents', 'day', 5_000).at(-1)!.next;
    const after = world.page('documents', { ...query, after: last }).next;
    const [drawn, known] = [1, 2].map(() => world.page('documents', { ...query, after }));
    const alone = createWorld(settings).page('documents', { ...query, after });
    expect(drawn).toMatchObject({ rows: 0, more: false, next: after });
    expect(known).toEqual(drawn);
    expect(alone).toEqual(drawn);
  });

  it('stand alone: any page is the same asked for first', () => {
    const list = pages(world, 'documents', 'day', 1_000);
    const at = Math.floor(list.length / 2);
    const after = list[at - 1]!.next;
    const alone = createWorld(settings).page('documents', {
      grain: 'day',
      month,
      after,
      limit: 1_000,
      through,
    });
    expect(alone.sha256).toBe(list[at]!.sha256);
  });

  it('hold all rows of the part, once, whatever the limit', () => {
    const total = world.part('documents', 'day', month).rows;
    for (const limit of [997, 100_000]) {
      const rows = pages(world, 'documents', 'day', limit).reduce(
        (sum, page) => sum + page.rows,
        0,
      );
      expect(rows).toBe(total);
    }
  });

  it('never split an actor of the archive over two pages', () => {
    const seen = new Set<string>();
    for (const page of pages(world, 'documents', 'month', 10)) {
      const actors = new Set<string>();
      const column = tableFromIPC(page.body).getChild('actor')!;
      for (const value of column) actors.add(Buffer.from(value as Uint8Array).toString('hex'));
      for (const actor of actors) {
        expect(seen.has(actor)).toBe(false);
        seen.add(actor);
      }
    }
    expect(pages(world, 'documents', 'month', 1).every((page) => page.rows >= 1)).toBe(true);
  });

  it('of a journal hold one emission day and do not depend on `through`', () => {
    const all = pages(world, 'documents', 'day', 2_000);
    const upTo = pages(world, 'documents', 'day', 2_000, parseDay('2026-06-12'));
    expect(digest(upTo)).toEqual(digest(all.slice(0, upTo.length)));
    expect(upTo.at(-1)!.next).toBe(`${world.id}~documents~day~2026-06~2026-06-12~end`);
    for (const day of ['2026-05-30', '2026-06-12']) {
      const none = world.page('documents', {
        grain: 'day',
        month,
        after: upTo.at(-1)!.next,
        through: parseDay(day),
      });
      expect([none.rows, none.more, none.next]).toEqual([0, false, upTo.at(-1)!.next]);
      expect(tableFromIPC(none.body).schema.fields.length).toBeGreaterThan(0);
    }
    const later = world.page('documents', {
      grain: 'day',
      month,
      after: upTo.at(-1)!.next,
      limit: 2_000,
      through,
    });
    expect(later.sha256).toBe(all[upTo.length]!.sha256);
  });

  it('do not change once emitted when the month goes on and closes', () => {
    const closed = world.page('roster', { grain: 'day', month, through: parseDay('2026-06-30') });
    expect(closed.rows).toBe(0);
    const emitted = world.page('roster', {
      grain: 'day',
      month,
      after: closed.next,
      through: parseDay('2026-07-01'),
    });
    expect(emitted.rows).toBe(world.state.actors.count);
  });

  it('refuse a cursor that is not theirs', () => {
    const other = createWorld({ ...settings, seed: '2' });
    const cursor = other.page('documents', { grain: 'month', month, limit: 5, through }).next;
    const ask = (after: string) => () =>
      world.page('documents', { grain: 'month', month, after, through });
    expect(ask(cursor)).toThrow(/another world/);
    expect(ask(`${world.id}~documents~month~2026-05~4`)).toThrow(/not one of this stream/);
    expect(ask(`${world.id}~documents~month~2026-06~99999999`)).toThrow(/end of a page/);
  });
});
