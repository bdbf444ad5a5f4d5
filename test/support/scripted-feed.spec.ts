import { startCore } from '@vigie/core';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptedFeed, type ScriptedFeed } from './scripted-feed.js';
import type { ScriptedRow } from './scripted-feed.arrow.js';

const month = '2026-09';

interface Page {
  place: string;
  more: boolean;
  rows: ScriptedRow[];
}

/** All pages of a part, read as any reader would. */
async function pagesOf(url: string, stream: string, question: Record<string, string>) {
  const pages: Page[] = [];
  for (let after = ''; ;) {
    const query = new URLSearchParams({ ...question, month, ...(after !== '' && { after }) });
    const response = await fetch(`${url}/feeds/${stream}?${query.toString()}`);
    if (!response.ok) throw new Error(await response.text());
    const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
    after = response.headers.get('vigie-next') ?? '';
    const more = response.headers.get('vigie-more') === 'true';
    const rows = table.toArray().map((row) => ({ ...(row as ScriptedRow) }));
    expect(rows.length).toBe(Number(response.headers.get('vigie-rows')));
    pages.push({ place: after.split('~').slice(4).join('~'), more, rows });
    if (!more) return pages;
  }
}

describe('a scripted feed that is given the rows of the core', () => {
  let coreUrl: string;
  let feed: ScriptedFeed;
  const streams = ['visits', 'profiles', 'roster', 'difficulty_reports'];

  beforeAll(async () => {
    const core = await startCore({ scenario: 'tiny', seed: '1', clock: '2026-11-22' });
    afterAll(() => core.close());
    coreUrl = core.url;
    feed = await scriptedFeed({ historyFrom: '2026-01', feedDay: '2026-11-21', cleanup: afterAll });
    for (const stream of streams) {
      const query = { grain: 'day', limit: '100000' };
      for (const { rows, place } of await pagesOf(coreUrl, stream, query)) {
        feed.emit(stream, place.slice(0, 10), rows);
      }
    }
  });

  it('cuts its journal into the same pages', async () => {
    for (const stream of streams) {
      for (const question of [{ limit: '700' }, { limit: '5000', through: '2026-09-20' }]) {
        const asked = { grain: 'day', ...question };
        expect(await pagesOf(feed.url, stream, asked)).toEqual(
          await pagesOf(coreUrl, stream, asked),
        );
      }
    }
  });

  it('has the same archive, no actor of which straddles two pages', async () => {
    for (const stream of streams) {
      const asked = { grain: 'month', limit: '70' };
      const [own, core] = [
        await pagesOf(feed.url, stream, asked),
        await pagesOf(coreUrl, stream, asked),
      ];
      const sorted = (pages: Page[]) =>
        pages
          .flatMap(({ rows }) => rows.map(({ row_id: _, ...row }) => row))
          .map((row) =>
            JSON.stringify(row, (__, v: unknown) => (typeof v === 'bigint' ? `${v}` : v)),
          )
          .sort();
      expect(sorted(own)).toEqual(sorted(core));
      expect(own.map(({ place }) => place)).toEqual(core.map(({ place }) => place));
    }
  });

  it('refuses what the core refuses', async () => {
    const asked = [
      'documents?grain=month&month=2026-11',
      'documents?grain=day&month=2025-12',
      'documents?grain=day&month=2026-10&through=2026-11-22',
      'documents?grain=day&month=2026-10&after=elsewhere~documents~day~2026-10~2026-10-01~3',
      'unheard_of?grain=day&month=2026-10',
    ];
    for (const path of asked) {
      const [own, core] = await Promise.all(
        [feed.url, coreUrl].map((url) => fetch(`${url}/feeds/${path}`)),
      );
      expect(own?.status, path).toBe(core?.status);
    }
  });
});
