import * as reference from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { closeDay, firstDay, formatDay, parseDay, parseMonth } from '../calendar.js';
import { createWorld, STREAM_NAMES, type Row, type StreamName } from '../world.js';
import type { Grain } from '../tally/columns.js';

const world = createWorld({ seed: '1', scenario: 'tiny', scale: 0.2 });
const month = '2026-06';
const rows = (stream: StreamName, grain: Grain, at = month): Row[] => [
  ...world.rows(stream, grain, at),
];

/** What a reader holds once every revision has come. */
function settled(list: Row[]): Row[] {
  const last = new Map<unknown, Row>();
  for (const row of list) {
    const before = last.get(row['row_id']);
    if (!before || Number(row['revision']) > Number(before['revision']))
      last.set(row['row_id'], row);
  }
  return [...last.values()].filter((row) => row['op'] === 'upsert');
}

function sums(list: Row[], by: string[], counts: string[]): Map<string, number[]> {
  const cells = new Map<string, number[]>();
  for (const row of list) {
    const key = by.map((name) => row[name]).join('|');
    const before = cells.get(key) ?? counts.map(() => 0);
    cells.set(
      key,
      counts.map((name, i) => before[i]! + Number(row[name])),
    );
  }
  return cells;
}

const CHAIN = ['produced', 'withheld', 'attempted', 'accepted', 'rejected'];
const FLOWS = ['opened', 'opposed', 'closed', 'activated', 'open_stock', 'activated_stock'];

describe('grains of a closed month', () => {
  it('agree to the unit for the documents of each actor and release', () => {
    const by = [
      'actor',
      'release',
      'stratum',
      'department',
      'sector',
      'profession',
      'vendor',
      'generation',
      'record_key',
    ];
    for (const at of ['2026-06', '2026-09']) {
      const days = sums(settled(rows('documents', 'day', at)), by, CHAIN);
      const whole = sums(rows('documents', 'month', at), by, CHAIN);
      expect(new Map([...days].sort())).toEqual(new Map([...whole].sort()));
    }
  });

  it('agree to the unit for the profiles of each cell, keys included', () => {
    const by = ['department', 'age_band'];
    expect(sums(rows('profiles', 'day'), by, FLOWS)).toEqual(
      sums(rows('profiles', 'month'), by, FLOWS),
    );
    const keys = (list: Row[]): bigint =>
      BigInt.asUintN(
        63,
        list.reduce((sum, row) => sum + BigInt(row['record_key']!), 0n),
      );
    expect(keys(rows('profiles', 'day'))).toBe(keys(rows('profiles', 'month')));
  });

  it('agree for the totals that vendors submit, and with the rows themselves', () => {
    const by = ['submitter', 'stream', 'sector'];
    const whole = sums(rows('submissions', 'month'), by, ['total']);
    const daily = sums(rows('submissions', 'day'), by, ['total']);
    expect(new Map([...daily].sort())).toEqual(new Map([...whole].sort()));
    const documents = sums(rows('documents', 'month'), ['vendor'], ['accepted']);
    for (const [vendor, [accepted]] of documents) {
      expect(whole.get(`${vendor}|documents|${sectorOf(vendor)}`)).toEqual([accepted]);
    }
  });

  it('state the same roster', () => {
    const strip = (list: Row[]): Row[] => list.map(({ row_id: _, ...row }) => row);
    expect(strip(rows('roster', 'day'))).toEqual(strip(rows('roster', 'month')));
  });
});

const sectorOf = (vendor: string): string => reference.vendors.find((v) => v.id === vendor)!.sector;

describe('documents', () => {
  it('keep the chain: produced = withheld + attempted, attempted = accepted + rejected', () => {
    for (const grain of ['month', 'day'] as const) {
      for (const row of rows('documents', grain)) {
        const [produced, withheld, attempted, accepted, rejected] = CHAIN.map((name) =>
          Number(row[name]),
        );
        expect(produced).toBe(withheld! + attempted!);
        expect(attempted).toBe(accepted! + rejected!);
        expect(
          Math.min(produced!, withheld!, attempted!, accepted!, rejected!),
        ).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('come from actors whose roster says installed, and are withheld where the module is off', () => {
    const roster = new Map(rows('roster', 'month').map((row) => [row['actor'], row]));
    for (const row of rows('documents', 'month')) {
      const state = roster.get(row['actor'])!;
      expect(state['installed']).toBe(1);
      if (state['module_on'] === 0) expect(row['attempted']).toBe(0);
    }
  });

  it('carry corrections, redeliveries and deletes, all before the month closes', () => {
    const part = world.part('documents', 'day', parseMonth(month));
    expect(part.days.at(-1)!.day).toBeLessThanOrEqual(closeDay(parseMonth(month)));
    expect(part.days[0]!.day).toBe(firstDay(parseMonth(month)));
    const list = rows('documents', 'day');
    const seen = new Map<string, Row>();
    let redelivered = 0;
    for (const row of list) {
      const name = `${String(row['row_id'])}/${String(row['revision'])}`;
      if (seen.has(name)) {
        redelivered++;
        expect(row).toEqual(seen.get(name));
      }
      seen.set(name, row);
      if (row['revision'] === 2) expect(seen.has(`${String(row['row_id'])}/1`)).toBe(true);
    }
    const share = (n: number): number => n / list.length;
    expect(share(redelivered)).toBeCloseTo(0.003, 2);
    expect(share(list.filter((row) => row['revision'] === 2).length)).toBeCloseTo(0.004, 2);
    expect(settled(list).length).toBeLessThan(list.length);
  });

  it('delete rows that were sent by mistake', () => {
    const deletes = ['2026-01', '2026-03', '2026-05', '2026-06', '2026-07'].flatMap((at) =>
      rows('documents', 'day', at).filter((row) => row['op'] === 'delete'),
    );
    expect(deletes.length).toBeGreaterThan(0);
    expect(deletes.every((row) => row['revision'] === 2)).toBe(true);
  });

  it('come late for some days', () => {
    const part = world.part('documents', 'day', parseMonth(month));
    const last = parseDay('2026-06-30');
    const after = part.days.find(({ day }) => day > last)!;
    expect(part.rows - after.from).toBeGreaterThan(0);
    expect(part.rows - after.from).toBeLessThan(0.05 * part.rows);
  });
});

describe('identities', () => {
  it('are drawn anew each month', () => {
    const actors = (at: string): Set<unknown> =>
      new Set(rows('roster', 'month', at).map((row) => row['actor']));
    const june = actors('2026-06');
    expect(june.size).toBe(world.state.actors.count);
    expect([...actors('2026-07')].filter((actor) => june.has(actor))).toEqual([]);
  });

  it('give every row of every part its own row_id', () => {
    const ids: unknown[] = [];
    for (const stream of STREAM_NAMES) {
      for (const at of ['2026-05', '2026-06']) {
        for (const grain of ['month', 'day'] as const) {
          ids.push(...new Set(rows(stream, grain, at).map((row) => row['row_id'])));
        }
      }
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('order the archive by pseudonym, whatever the actor', () => {
    const actors = rows('documents', 'month').map((row) => String(row['actor']));
    expect(actors).toEqual([...actors].sort());
  });

  it('have record keys of 40 bits', () => {
    for (const row of rows('documents', 'month')) {
      expect(Number(row['record_key'])).toBeGreaterThanOrEqual(0);
      expect(Number(row['record_key'])).toBeLessThan(2 ** 40);
    }
  });
});

describe('values', () => {
  it('come from the reference', () => {
    const known: Record<string, readonly { id: string }[]> = {
      department: reference.territories,
      sector: reference.sectors,
      profession: reference.professions,
      vendor: reference.vendors,
      release: reference.releases,
      generation: reference.generations,
      age_band: reference.ageBands,
      stratum: world.strata,
    };
    for (const stream of ['documents', 'roster', 'profiles'] as const) {
      for (const row of rows(stream, 'month')) {
        for (const [name, list] of Object.entries(known)) {
          if (name in row) expect(list.some(({ id }) => id === row[name])).toBe(true);
        }
      }
    }
  });

  it('keep each release with its vendor and generation, after its release date', () => {
    const releases = new Map(reference.releases.map((release) => [release.id, release]));
    for (const row of rows('roster', 'month')) {
      const release = releases.get(String(row['release']))!;
      expect(release.vendor).toBe(row['vendor']);
      expect(release.generation).toBe(row['generation']);
      expect(release.released_on <= formatDay(firstDay(parseMonth('2026-07')))).toBe(true);
    }
  });

  it('nest the roster: module on within installed within ordered', () => {
    for (const row of rows('roster', 'month')) {
      expect(Number(row['module_on'])).toBeLessThanOrEqual(Number(row['installed']));
      expect(Number(row['installed'])).toBeLessThanOrEqual(Number(row['ordered']));
    }
  });

  it('never have more profiles activated than open, and add up from month to month', () => {
    const before = sums(rows('profiles', 'month', '2026-05'), ['department', 'age_band'], FLOWS);
    const after = sums(rows('profiles', 'month'), ['department', 'age_band'], FLOWS);
    for (const [cell, [opened, , closed, , open, active]] of after) {
      expect(active).toBeLessThanOrEqual(open!);
      expect(open).toBe(before.get(cell)![4]! + opened! - closed!);
    }
  });
});
