import { describe, expect, it } from 'vitest';
import { ageBands, generations, sectors, territories } from '../reference/reference.js';
import {
  cellBudget,
  cuboids,
  dimensions,
  measures,
  parts,
  reasonCodes,
  type Cuboid,
} from './catalogue.js';

const size: Readonly<Record<string, number>> = {
  day: 1,
  month: 1,
  nation: 1,
  region: territories.filter((territory) => territory.kind === 'region').length,
  department: territories.filter((territory) => territory.kind === 'department').length,
  sector: sectors.length,
  generation: generations.length,
  age_band: ageBands.length,
};
const cells = (cuboid: Cuboid): number =>
  cuboid.dimensions.reduce((product, name) => product * (size[name] ?? Number.NaN), 1);
const cuboid = (id: string): Cuboid => {
  const found = cuboids.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no cuboid ${id}`);
  return found;
};

describe('the catalogue', () => {
  it.each(['day', 'month'] as const)('stays within the cell budget of a %s', (grain) => {
    const total = measures
      .flatMap((measure) => measure.cuboids.map(cuboid))
      .filter((candidate) => candidate.grain === grain)
      .reduce((sum, candidate) => sum + cells(candidate), 0);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(cellBudget[grain]);
  });

  it('names a cuboid by its dimensions, sorted', () => {
    for (const { id, dimensions: names } of cuboids) {
      expect([...names].sort().join('.')).toBe(id);
      expect(names.every((name) => dimensions.some((dimension) => dimension.id === name))).toBe(
        true,
      );
    }
  });

  it('lets no role read a cuboid through a dimension that it may not read', () => {
    for (const { roles, dimensions: names } of cuboids) {
      for (const role of roles) {
        for (const name of names) {
          expect(dimensions.find((dimension) => dimension.id === name)?.roles).toContain(role);
        }
      }
    }
  });

  it('makes every measure of declared parts, kept in the grains of its cuboids', () => {
    for (const measure of measures) {
      for (const id of [measure.numerator, measure.denominator]) {
        if (id === undefined) continue;
        const part = parts.find((candidate) => candidate.id === id);
        const grains = measure.cuboids.map((name) => cuboid(name).grain);
        expect(part, `${measure.id} needs the part ${id}`).toBeDefined();
        expect(grains.every((grain) => part?.grains.includes(grain))).toBe(true);
      }
    }
  });

  it('has unique ids, and one list of reason codes that begins with a value', () => {
    for (const list of [measures, cuboids, parts, dimensions, reasonCodes]) {
      const ids = list.map((entry) => entry.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(reasonCodes.map((code) => code.id)).toEqual([
      'ok',
      'structural_zero',
      'lt11',
      'lt3',
      'dominated',
      'vendor_rule',
      'complement',
      'small_denominator',
      'not_received',
      'not_expected',
      'not_applicable',
    ]);
  });
});

describe('the territories', () => {
  it('are France, 18 regions and 101 departments whose populations add up', () => {
    const of = (kind: string) => territories.filter((territory) => territory.kind === kind);
    const population = (rows: readonly { population: number }[]) =>
      rows.reduce((sum, row) => sum + row.population, 0);
    expect([of('nation').length, of('region').length, of('department').length]).toEqual([
      1, 18, 101,
    ]);
    expect(population(of('department'))).toBe(population(of('nation')));
    for (const region of of('region')) {
      const own = of('department').filter((department) => department.region === region.id);
      expect(population(own)).toBe(region.population);
    }
  });
});
