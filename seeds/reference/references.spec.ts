import { describe, expect, it } from 'vitest';
import * as reference from './reference.js';
import { type Term } from './reference.js';

const { barriers, irritants, levers, nomenclature, programmes, sectors, territories } = reference;

const idsOf = (rows: readonly { id: string }[]): Set<string> => new Set(rows.map((row) => row.id));

describe('reference files', () => {
  it.each([
    'ageBands',
    'barriers',
    'constantFigures',
    'documentTypes',
    'generations',
    'insuranceDocumentTypes',
    'irritants',
    'levers',
    'milestones',
    'operators',
    'patientDocumentTypes',
    'professions',
    'publishedFigures',
    'releases',
    'rules',
    'sectors',
    'solutions',
    'territories',
    'vendors',
  ] as const)('give each row of %s an id of its own', (name) => {
    const rows: readonly { id: string }[] = reference[name];
    expect(idsOf(rows).size).toBe(rows.length);
  });

  it('name sectors and territories that exist', () => {
    const named = [
      reference.documentTypes.flatMap((type) => type.sectors),
      reference.nomenclatures.flatMap((term) => term.sectors),
      reference.rules.flatMap((rule) => rule.sector ?? []),
      reference.solutions.map((solution) => solution.sector),
      reference.vendors.map((vendor) => vendor.sector),
    ].flat();
    expect(idsOf(sectors)).toEqual(new Set([...idsOf(sectors), ...named]));
    const places = [
      reference.careSupply.map((row) => row.territory),
      programmes.map((row) => row.territory),
      reference.milestones.flatMap((milestone) => milestone.territories),
      territories.flatMap((territory) => territory.region ?? []),
    ].flat();
    expect(idsOf(territories)).toEqual(new Set([...idsOf(territories), ...places]));
  });

  it('name only their own columns as assumed', () => {
    for (const rows of [irritants, barriers, levers, programmes, reference.careSupply]) {
      for (const row of rows)
        expect(Object.keys(row)).toEqual(expect.arrayContaining([...row.assumed]));
    }
  });

  it('have document types for each sector, few where reports are many', () => {
    for (const { id } of sectors) {
      const own = reference.documentTypes.filter((type) => type.sectors.includes(id));
      expect(own.length, id).toBeGreaterThan(0);
      expect(own.length, id).toBeLessThanOrEqual(id === 'mdv' ? 5 : 4);
    }
  });

  it('list the milestones in their order', () => {
    const dates = reference.milestones.map((milestone) => milestone.date);
    expect(dates).toEqual([...dates].sort());
  });
});

describe('irritants, barriers and levers', () => {
  it('are as many as Sentinelle counts', () => {
    const main = irritants.filter((irritant) => irritant.parent === null);
    expect([main.length, irritants.length - main.length]).toEqual([7, 42]);
    expect([barriers.length, levers.length]).toEqual([24, 15]);
    const stages = Map.groupBy(barriers, (barrier) => barrier.stage);
    expect([...stages].map(([stage, rows]) => [stage, rows.length])).toEqual([
      ['ordered', 1],
      ['installed', 6],
      ['ins_qualified', 8],
      ['sent', 9],
    ]);
  });

  it('refer to one another', () => {
    const main = idsOf(irritants.filter((irritant) => irritant.parent === null));
    for (const { id, parent } of irritants) {
      expect(id.startsWith('IRR-') ? parent === null : main.has(parent!), id).toBe(true);
    }
    for (const barrier of barriers) {
      expect(main).toContain(barrier.irritant);
      expect(barrier.cleared_by.length, barrier.id).toBeGreaterThan(0);
      for (const lever of barrier.cleared_by) expect(idsOf(levers)).toContain(lever);
    }
  });

  it('take stages, owners and kinds from the nomenclatures', () => {
    const rows = [...irritants, ...barriers, ...levers];
    for (const { stage, owner } of rows) {
      expect(idsOf(nomenclature('stage'))).toContain(stage);
      expect(idsOf(nomenclature('owner'))).toContain(owner);
    }
    expect(idsOf(nomenclature('lever_kind'))).toEqual(new Set(levers.map(({ kind }) => kind)));
  });
});

describe('nomenclatures', () => {
  const dimensions = Map.groupBy(reference.nomenclatures, (term) => term.dimension);

  it.each([...dimensions.keys()])('rank the values of %s, each once', (dimension) => {
    const terms: readonly Term[] = nomenclature(dimension);
    expect(terms.map((term) => term.rank)).toEqual(terms.map((_, rank) => rank));
    expect(idsOf(terms).size).toBe(terms.length);
  });

  it('know the kinds of documents and the strands of the programmes', () => {
    expect(idsOf(nomenclature('document_kind'))).toEqual(
      new Set(reference.documentTypes.map((type) => type.kind)),
    );
    expect(idsOf(nomenclature('programme'))).toEqual(
      new Set(programmes.map((row) => row.programme)),
    );
    expect(idsOf(nomenclature('strand'))).toEqual(new Set(programmes.map((row) => row.strand)));
  });

  it('refuse a dimension that does not exist', () => {
    expect(() => nomenclature('colour')).toThrow('colour');
  });
});

describe('programmes', () => {
  it('have one row per strand, window and territory', () => {
    const keys = programmes.map((row) =>
      [row.programme, row.strand, row.window, row.territory].join('/'),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('open before their deadline, and give a target its unit', () => {
    for (const row of programmes) {
      if (row.opens_on && row.deadline) expect(row.opens_on < row.deadline).toBe(true);
      expect(row.target === null).toBe(row.unit === null);
    }
  });
});
