import { GateFailed, gates } from '@vigie/etl';
import type { Part } from '@vigie/seeds/catalogue';
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

  it('P14 refuses a cell that a row tells in spite of its mask', async () => {
    const period = gatedPeriod(release);
    const masked = period.rows.find(
      ({ measure, reason, sector }) =>
        measure === 'feeding.documents' && reason === 'vendor_rule' && sector !== '',
    );
    expect(masked).toBeDefined();
    const rows = period.rows.map((row) =>
      row === masked ? { ...row, value: 4_321, reason: 'ok' as const } : row,
    );
    const found = await gates({ ...period, rows });
    expect(found.map(({ check }) => check)).toContain('P14');
  });

  it('P13 refuses to withhold a cell that what stands would tell', async () => {
    const period = gatedPeriod(release);
    const isOf = ({ measure }: { measure: string }) => measure === 'feeding.documents';
    const told = period.rows.filter(isOf).map((row) => ({
      ...row,
      ...(row.reason === 'complement' && { reason: 'ok' as const, value: 1 }),
    }));
    const [own, standing] = [told, told].map((rows, at) =>
      rows.filter(({ cuboid }) => (cuboid === 'month.region.sector') === (at === 0)),
    );
    const found = await gates({ ...period, rows: own ?? [], standing: standing ?? [] });
    expect(found.map(({ check }) => check)).toContain('P13');
  });

  describe("vendors' own cells", () => {
    const portion = (n: number) => ({
      n,
      sum: n,
      x1: 1,
      x2: 1,
      keySum: 77n,
      expanded: n,
      lateX1: 0,
    });
    const told = (value: number, persons: number) => ({
      rows: [
        {
          ...{ measure: 'feeding.feeders', cuboid: 'month.nation.sector' },
          ...{ territory: 'FR', sector: 'mdv', vendor: 'v-mdv-01', release: '', publication: 1 },
          ...{ value, numerator: null, denominator: null, reason: 'ok' as const },
        },
      ],
      portions: () => ({ person: portion(persons) }),
    });

    it('pass where enough persons are told', async () => {
      const period = gatedPeriod(release);
      expect(await gates({ ...period, own: told(52, 50) })).toEqual([]);
    });

    it('P01 refuses those of few persons', async () => {
      const period = gatedPeriod(release);
      const found = await gates({ ...period, own: told(12, 9) });
      expect(found.map(({ check }) => check)).toEqual(['P01']);
    });

    it('P07 refuses another value of the contributors that everyone is told of', async () => {
      const period = gatedPeriod(release);
      const row = period.rows.find(
        ({ measure, reason, sector }) =>
          measure === 'feeding.feeders' && reason === 'ok' && sector === 'mdv',
      );
      const { rows } = told((row?.value ?? 0) + 1, 50);
      const own = {
        rows,
        portions: (part: Part) => (row ? period.portions(part, row.cuboid, row) : {}),
      };
      const found = await gates({ ...period, own });
      expect(found.map(({ check }) => check)).toEqual(['P07']);
    });
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
