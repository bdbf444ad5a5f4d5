import { GateFailed, gates } from '@vigie/etl';
import { beforeAll, describe, expect, it } from 'vitest';
import { gatedPeriod } from './gated.js';
import { mutants } from './mutants.js';
import type { Release } from './release.js';
import { shapeNames, worldOf } from './worlds.js';

/** What gates see of one publish; the other attacks are the suite's. */
const gated = ['P01', 'P01b', 'P03', 'P04', 'P07', 'P13', 'P14'];
/** Breaks them in a way that one publish alone does not show. */
const unseen = ['the key depends on the cuboid'];

describe('gates of a publish', () => {
  let release: Release;
  beforeAll(() => {
    release = worldOf(1, 'sparse');
  });

  it.each(shapeNames)('let a %s month pass', async (shape) => {
    expect(await gates(gatedPeriod(worldOf(4, shape)))).toEqual([]);
  });

  it.each(mutants.filter(({ breaks, name }) => gated.includes(breaks) && !unseen.includes(name)))(
    '$breaks stops it when $name',
    async ({ breaks, guards }) => {
      const found = await gates(gatedPeriod(worldOf(1, 'sparse', guards)));
      expect(found.map(({ check }) => check)).toContain(breaks);
    },
  );

  it('P23 refuses a state that is not what true contributors ask for', async () => {
    const period = gatedPeriod(release);
    const rows = period.rows.map((row) =>
      row.reason === 'lt11' ? { ...row, reason: 'complement' as const } : row,
    );
    const found = await gates({ ...period, rows });
    expect(found.map(({ check }) => check)).toContain('P23');
  });

  it('P08 refuses a fourth publication, but for an erratum', async () => {
    const period = gatedPeriod(release);
    const rows = period.rows.map((row) => ({ ...row, publication: 4 }));
    const found = await gates({ ...period, rows });
    expect(new Set(found.map(({ check }) => check))).toEqual(new Set(['P08']));
    expect(await gates({ ...period, rows, isErratum: true })).toEqual([]);
  });

  it('P01 refuses a number beside a reason', async () => {
    const period = gatedPeriod(release);
    const rows = period.rows.map((row) =>
      row.reason === 'lt11' ? { ...row, numerator: 4_321 } : row,
    );
    const found = await gates({ ...period, rows });
    expect(found.map(({ check }) => check)).toContain('P01');
  });

  it('name the check, the cell and what is wrong, and tell no value', async () => {
    const period = gatedPeriod(release);
    const rows = period.rows.map((row, at) =>
      at === 0 ? { ...row, value: 4_321.5, reason: 'lt11' as const } : row,
    );
    const refusal = new GateFailed(await gates({ ...period, rows }));
    const [row] = rows;
    expect(String(refusal)).toMatch(/P01 .*a number beside the reason lt11/);
    expect(String(refusal)).toContain(row?.cuboid);
    expect(String(refusal)).not.toContain('4321');
  });
});
