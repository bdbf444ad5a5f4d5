import { describe, expect, it } from 'vitest';
import { territories } from '../reference/reference.js';
import { cellBudget, cuboids, dimensions, measures, parts, reasonCodes } from './catalogue.js';
import { categoryValues, valuesOf } from './categories.js';
import { categoryIds, type Cuboid, type Measure } from './schema.js';

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
      (size[name] ?? valuesOf(partOf(measure), name as keyof typeof categoryValues, cuboid).length),
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
        const names = [...measure.cuboids, ...(measure.own_cuboids ?? [])];
        const grains = names.map((name) => cuboid(name).grain);
        expect(part, `${measure.id} needs the part ${id}`).toBeDefined();
        expect(grains.every((grain) => part?.grains.includes(grain))).toBe(true);
      }
    }
  });

  it('keeps no part and no cuboid that nothing is made of', () => {
    const made = new Set(measures.flatMap((m) => [m.numerator, m.denominator]));
    expect(parts.filter(({ id }) => !made.has(id)).map(({ id }) => id)).toEqual([]);
    const wanted = new Set(measures.flatMap((m) => [...m.cuboids, ...(m.own_cuboids ?? [])]));
    const exact = new Set(
      measures
        .filter(({ kind }) => kind === 'quantile')
        .flatMap((m) => m.cuboids.map((id) => [...id.split('.'), 'vendor'].sort().join('.'))),
    );
    expect(cuboids.filter(({ id }) => !wanted.has(id) && !exact.has(id))).toEqual([]);
  });

  it('gives every cuboid of a measure at least one cell', () => {
    for (const measure of measures) {
      for (const id of measure.cuboids) {
        expect(cells(measure, cuboid(id)), `${measure.id} by ${id}`).toBeGreaterThan(0);
      }
    }
  });

  it('publishes nothing of a vendor or a release: these are computed and stay', () => {
    const named = (id: string) => /(^|\.)(vendor|release)(\.|$)/.test(id);
    for (const { id, cuboids: open, own_cuboids: own = [] } of measures) {
      expect(open.filter(named), id).toEqual([]);
      expect(own.every(named), id).toBe(true);
    }
    const roles = cuboids.filter(({ id }) => named(id)).flatMap((one) => one.roles);
    expect([...new Set(roles)].sort()).toEqual(['sentinelle', 'vendor']);
  });

  it('keeps departments by sector, professions and document types from the public', () => {
    const open = cuboids.filter(({ roles }) => roles.includes('public')).map(({ id }) => id);
    expect(open.filter((id) => /profession|document_type/.test(id))).toEqual([]);
    expect(open.filter((id) => id.includes('department'))).toEqual(['department.month']);
    expect(open.filter((id) => id.includes('day'))).toEqual(['day.nation', 'day.region']);
    // A part of one sector, or of one profession, is by department what a split by it would be.
    const narrow = measures.filter((m) => {
      const { where, values } = partOf(m);
      return where?.['sector'] ?? where?.['profession'] ?? values?.sector?.length === 1;
    });
    expect(narrow.length).toBeGreaterThan(0);
    for (const { id, cuboids: of } of narrow) expect(of, id).not.toContain('department.month');
  });

  it('publishes by day the four flows and nothing else', () => {
    const daily = measures.filter((m) => m.cuboids.some((id) => id.startsWith('day.')));
    expect(daily.map(({ id }) => id)).toEqual([
      'activation.activations',
      'feeding.documents',
      'identity.qualifications',
      'messaging.messages',
    ]);
  });

  it('divides what is made of the same rows of a wide part by its own values alone', () => {
    for (const { id, denominator, numerator } of measures) {
      const [over, under] = [numerator, denominator].map((name) =>
        parts.find((candidate) => candidate.id === name),
      );
      if (under !== undefined) expect(over?.by, id).toEqual(under.by);
    }
  });

  it('gives every measure a label of its own in both languages, and a whole sentence', () => {
    for (const language of ['fr', 'en'] as const) {
      const labels = measures.map(({ label }) => label[language]);
      expect(labels.filter((label, n) => labels.indexOf(label) !== n)).toEqual([]);
      for (const { id, definition } of measures) {
        expect(definition[language], id).toMatch(/^[A-ZÉ].*\.$/);
        expect(definition[language], id).not.toContain("'");
      }
    }
  });

  it('says of every rate what it divides, and by what', () => {
    for (const { id, kind, parts: said } of measures) {
      if (kind === 'quantile') continue;
      expect(said !== undefined, id).toBe(kind !== 'count');
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
      'at_least_95',
      'at_most_5',
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
      // Files for people hold the names alone.
      expect(new Set(values.map((value) => value.name_fr)).size, id).toBe(ids.length);
      expect(ids.length).toBeGreaterThan(1);
    }
    for (const { by } of parts) {
      const known = by === undefined ? [] : categoryValues[by.dimension].map(({ id }) => id);
      expect(known).toEqual(expect.arrayContaining(by?.columns ?? []));
    }
  });

  it('are the dimensions of a category, vendors and releases aside', () => {
    const named = dimensions.filter(({ axis }) => axis === 'category').map(({ id }) => id);
    expect(named).toEqual([...categoryIds, 'vendor', 'release']);
  });

  it('have no value that no part can have, and parts no value that they have not', () => {
    for (const category of ['channel', 'reason', 'document_type', 'detail'] as const) {
      const used = parts.flatMap((part) =>
        part.by?.dimension === category ? part.by.columns : (part.values?.[category] ?? []),
      );
      const known = categoryValues[category].map(({ id }) => id);
      expect([...new Set(used)].sort(), category).toEqual(known.toSorted());
    }
  });

  it('tell of a measure the values that it can have', () => {
    const valuesIn = (id: string) => measures.find((measure) => measure.id === id)?.values;
    expect(valuesIn('messaging.messages_by_mailbox')).toEqual({ detail: ['PER', 'ORG', 'APP'] });
    expect(valuesIn('identity.returns')).toEqual({
      reason: ['one', 'none', 'several', 'technical'],
    });
    expect(valuesIn('activation.rate')).toBeUndefined();
  });
});
