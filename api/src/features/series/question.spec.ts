import { type SeriesQuery } from '@vigie/contract';
import { measures } from '@vigie/seeds/catalogue';
import { sectors, territories } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../problems/request-errors.js';
import { type EditionContent } from '../edition/edition.service.js';
import { catalogueDeclarations, mayReadCuboid } from '../measures/declaration.js';
import { permanentLink } from './citation.js';
import { resolveQuestion } from './question.js';

const content: EditionContent = {
  edition: {
    id: 7,
    feed_day: '2026-11-09',
    published_at: '2026-11-09T05:00:00.000Z',
    data_through_month: '2026-10',
    source: { world: 'w', simulated: true, seed: '1', scenario: 'default', scale: 1, strata: [] },
  },
  declarations: new Map(catalogueDeclarations.map((one) => [one.id, one])),
  territories: [...territories],
  categories: sectors.map(({ id }) => ({ dimension: 'sector', id, nameFr: id, nameEn: id })),
};

const resolve = (query: Omit<SeriesQuery, 'measure'>, measure = 'feeding.documents') =>
  resolveQuestion({ measure, ...query }, content, 'public');
const refusal = (query: Omit<SeriesQuery, 'measure'>, measure?: string): RequestError => {
  try {
    resolve(query, measure);
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
  throw new Error('not refused');
};

describe('a question', () => {
  it('finds each cuboid of each measure by its own dimensions', () => {
    for (const measure of measures) {
      for (const id of measure.cuboids.filter((one) => mayReadCuboid('public', one))) {
        const names = id.split('.');
        const split = names.filter((name) => name !== 'day' && name !== 'month').reverse();
        const period = names.includes('day') ? '2026-10-01..' : undefined;
        const question = resolve({ split, ...(period && { period }) }, measure.id);
        expect(question.cuboid.id).toBe(id);
      }
    }
  });

  it('does not depend on the order nor on repetitions', () => {
    const one = resolve({ split: ['sector', 'region'], territory: ['REG-84', 'REG-11'] });
    const other = resolve({
      split: ['region'],
      sector: sectors.map(({ id }) => id),
      territory: ['REG-11', 'REG-84', 'REG-84'],
    });
    expect(one.cuboid.id).toBe('month.region.sector');
    expect(other.cuboid.id).toBe('month.region.sector');
    expect(one.territories).toEqual(other.territories);
    const again = resolve({ split: ['region', 'sector'], territory: ['REG-11', 'REG-84'] });
    expect(permanentLink(again, 'http://x')).toBe(permanentLink(one, 'http://x'));
  });

  it('never falls back on another cuboid', () => {
    for (const split of [
      ['department', 'sector'],
      ['sector', 'generation'],
      ['nation', 'region'],
    ]) {
      expect(refusal({ split }).code, split.join()).toBe('not_in_lattice');
    }
    expect(refusal({ split: ['department'], period: '2026-10-01' })).toMatchObject({
      code: 'not_in_lattice',
      field: 'period',
      allowed: ['2026-10'],
    });
  });

  it('offers splits that can be asked as they are', () => {
    const { allowed = [] } = refusal({ split: ['department', 'sector'] });
    for (const split of allowed) {
      expect(() => resolve({ split: split.split(',') })).not.toThrow();
    }
  });

  it('offers the splits that differ least from what was asked first', () => {
    expect(
      refusal({ split: ['department', 'sector'] })
        .allowed?.slice(0, 3)
        .toSorted(),
    ).toEqual(['department', 'nation,sector', 'region,sector']);
  });

  it('has no time in its split, and no vendor for the public', () => {
    expect(refusal({ split: ['month'] }).code).toBe('unknown_dimension');
    const { code, allowed } = refusal({ split: ['vendor', 'region'] });
    expect(code).toBe('dimension_not_allowed');
    expect(allowed).not.toContain('vendor');
    expect(allowed?.[0]).toBe('sector');
  });

  it('crosses no category that the role may not read by filtering it', () => {
    const { code, field, allowed } = refusal({ profession: ['10'] });
    expect({ code, field }).toEqual({ code: 'dimension_not_allowed', field: 'profession' });
    expect(allowed).toContain('sector');
    expect(allowed).not.toContain('profession');
  });

  it('finds no measure of which the role may read nothing', () => {
    expect(refusal({}, 'feeding.documents_by_type')).toMatchObject({ code: 'unknown_measure' });
    expect(
      resolveQuestion(
        { measure: 'feeding.documents_by_type', split: ['document_type'] },
        content,
        'agency',
      ).cuboid.id,
    ).toBe('document_type.month.nation');
  });

  it('says which measure may have been meant', () => {
    expect(refusal({}, 'taux d’alimentation').allowed?.[0]).toBe('feeding.rate');
  });
});
