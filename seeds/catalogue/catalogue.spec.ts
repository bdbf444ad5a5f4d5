import { describe, expect, it } from 'vitest';
import { territories } from '../reference/reference.js';
import {
  categoryIds,
  cellBudget,
  cuboids,
  dimensions,
  measures,
  parts,
  reasonCodes,
  type Cuboid,
  type Measure,
} from './catalogue.js';
import { categoryValues, valuesOf } from './categories.js';

const size: Readonly<Record<string, number>> = {
  day: 1,
  month: 1,
  nation: 1,
  region: territories.filter((territory) => territory.kind === 'region').length,
  department: territories.filter((territory) => territory.kind === 'department').length,
};
const partOf = (measure: Measure) => {
  const part = parts.find(({ id }) => id === measure.numerator);
  if (!part) throw new Error(`no part ${measure.numerator}`);
  return part;
};
const cells = (measure: Measure, cuboid: Cuboid): number =>
  cuboid.dimensions.reduce(
    (product, name) =>
      product *
      (size[name] ?? valuesOf(partOf(measure), name as keyof typeof categoryValues).length),
    1,
  );
const cuboid = (id: string): Cuboid => {
  const found = cuboids.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no cuboid ${id}`);
  return found;
};

describe('the catalogue', () => {
  it.each(['day', 'month'] as const)('stays within the cell budget of a %s', (grain) => {
    const total = measures
      .flatMap((measure) => measure.cuboids.map((id) => ({ measure, of: cuboid(id) })))
      .filter(({ of }) => of.grain === grain)
      .reduce((sum, { measure, of }) => sum + cells(measure, of), 0);
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
          const open = dimensions.find((dimension) => dimension.id === name)?.roles;
          expect(open?.includes('public') === true || open?.includes(role)).toBe(true);
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

describe('the categories', () => {
  it('name every value of a category once, columns of parts included', () => {
    for (const [id, values] of Object.entries(categoryValues)) {
      const ids = values.map((value) => value.id);
      expect(new Set(ids).size, id).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(1);
    }
    for (const { by } of parts) {
      const known = by === undefined ? [] : categoryValues[by.dimension].map(({ id }) => id);
      expect(known).toEqual(expect.arrayContaining(by?.columns ?? []));
    }
  });

  it('are the dimensions of a category that the public may read', () => {
    const open = dimensions.filter(
      ({ axis, roles }) => axis === 'category' && roles.includes('public'),
    );
    expect(open.map(({ id }) => id)).toEqual([...categoryIds]);
  });
});
