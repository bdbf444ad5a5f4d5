import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMonth } from '../calendar.js';
import { startCore, type RunningCore } from '../start.js';
import { createWorld } from '../world.js';
import { barriersIn, counterfactual, expectedAccepted, leverEffect } from './truth.js';

const world = createWorld({ seed: '1', scenario: 'effects', scale: 1 });
const window = { from: parseMonth('2023-10'), to: parseMonth('2024-03') };

describe('the truth of a world', () => {
  it('expects what is drawn', () => {
    for (const month of [window.from, window.to]) {
      const part = world.part('documents', 'month', month);
      const column = part.columns(0, part.rows).find(({ name }) => name === 'accepted')!;
      const drawn = column.kind === 'int32' ? column.values.reduce((a, b) => a + b, 0) : 0;
      expect(drawn / expectedAccepted(world.state, month)).toBeCloseTo(1, 1);
    }
  });

  it('gives a lever that has reached people an effect, and none before it', async () => {
    const rows = await leverEffect(world, 'LEV-04', window);
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(row.effect).toBeGreaterThanOrEqual(0);
    expect(rows.at(-1)!.effect).toBeGreaterThan(0.02 * rows.at(-1)!.with);
    expect(rows.at(-1)!.exposed).toBeGreaterThan(rows[0]!.exposed);
    const early = { from: parseMonth('2022-10'), to: parseMonth('2022-12') };
    for (const row of await leverEffect(world, 'LEV-04', early)) expect(row.effect).toBe(0);
  });

  it('lets what is fed move activation', async () => {
    const later = { from: parseMonth('2024-06'), to: parseMonth('2024-08') };
    for (const row of await leverEffect(world, 'LEV-04', later, 'activated')) {
      expect(row.effect).toBeGreaterThan(0);
      expect(row.effect).toBeLessThan(0.5 * row.with);
    }
  });

  it('gives the prescription lever an effect of its own', async () => {
    const later = { from: parseMonth('2025-06'), to: parseMonth('2025-06') };
    const [row] = await leverEffect(world, 'LEV-05', later);
    expect(row!.effect).toBeGreaterThan(0);
  });

  it('draws the same documents where a lever plays no part', async () => {
    const rows = await counterfactual(world, { 'LEV-04': { without: true } }, window);
    for (const { sector, factual, counterfactual: moved } of rows) {
      if (sector === 'mdv') expect(moved).toBeLessThan(factual);
      else expect(moved).toBe(factual);
    }
  });

  it('moves what a lever brings when the lever moves', async () => {
    const sum = async (change: Parameters<typeof counterfactual>[1]): Promise<number> =>
      (await counterfactual(world, change, window)).reduce(
        (total, row) => total + row.counterfactual,
        0,
      );
    const earlier = await sum({ 'LEV-04': { shift_days: -180 } });
    const asItWas = await sum({});
    const later = await sum({ 'LEV-04': { shift_days: 180 } });
    expect(earlier).toBeGreaterThan(asItWas);
    expect(later).toBeLessThan(asItWas);
  });

  it('says which barriers remain', () => {
    const before = barriersIn(world, parseMonth('2023-03'));
    const after = barriersIn(world, parseMonth('2025-03'));
    const left = (rows: typeof before): number =>
      rows.reduce((sum, row) => sum + row.remaining, 0) /
      rows.reduce((sum, row) => sum + row.met, 0);
    expect(left(after)).toBeLessThan(0.7 * left(before));
  });
});

describe('what leaves by the feeds', () => {
  let core: RunningCore;
  beforeAll(async () => {
    core = await startCore({ scenario: 'tiny', clock: '2026-11-22' });
  });
  afterAll(() => core.close());

  it('names no barrier and carries no truth', async () => {
    const manifest = await (await fetch(`${core.url}/feeds`)).text();
    const { streams } = JSON.parse(manifest) as { streams: { name: string }[] };
    const texts = [manifest];
    for (const name of ['vendors', 'releases', 'submitters']) {
      texts.push(await (await fetch(`${core.url}/registers/${name}`)).text());
    }
    for (const { name } of streams) {
      for (const question of ['grain=month&month=2026-08', 'grain=day&month=2026-10']) {
        const page = await fetch(`${core.url}/feeds/${name}?${question}&limit=100000`);
        texts.push(Buffer.from(await page.arrayBuffer()).toString('latin1'));
      }
    }
    for (const text of texts) {
      expect(text).not.toMatch(/BAR-\d\d/);
      expect(text).not.toMatch(/counterfactual|habit|barrier|inclination/);
    }
    // The truth itself does name them: the search would find one.
    const truth = await (await fetch(`${core.url}/simulation/barriers?month=2026-08`)).text();
    expect(truth).toMatch(/BAR-\d\d/);
  });

  it('answers the truth over HTTP', async () => {
    const rows = async (path: string): Promise<object[]> =>
      ((await (await fetch(`${core.url}/simulation/${path}`)).json()) as { rows: object[] }).rows;
    expect(await rows('levers')).toHaveLength(15);
    expect(await rows('effects?lever=LEV-04&from=2026-05&to=2026-06')).toHaveLength(2);
    expect(
      (await rows('counterfactual?lever=LEV-04&change=shift:-30&from=2026-05&to=2026-05')).length,
    ).toBeGreaterThan(3);
    expect((await rows('submissions?month=2026-08')).length).toBeGreaterThan(100);
    expect((await rows('distincts?month=2026-08')).length).toBeGreaterThan(10);
  });
});
