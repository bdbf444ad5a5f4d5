import { parts, type Part } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { familyOf } from './family.js';

const part = (id: string): Part => {
  const found = parts.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no part ${id}`);
  return found;
};
const family = (id: string, column?: string) => familyOf(part(id), column);

describe('the family of a part', () => {
  it('is that of the parts made of fewer of its rows', () => {
    expect(family('documents.accepted')).toBe('documents/volume/accepted');
    expect(family('documents.accepted_by_doctors')).toBe(family('documents.accepted'));
    expect(family('roster.listed_pharmacies')).toBe(family('roster.listed'));
  });

  it('is that of the one column that a cell of a wide part shows', () => {
    expect(family('ins_statuses.statuses', 'qualified')).toBe(family('ins_statuses.qualified'));
    expect(family('ins_statuses.statuses')).not.toBe(family('ins_statuses.qualified'));
  });

  it('tells apart all that counts something else', () => {
    const others = [
      'documents.accepted',
      'documents.produced',
      'documents.feeders',
      'documents.doctors_from_400',
      'visits.feeding_a_fifth',
      'roster.listed',
      'roster.ordered',
      'document_types.accepted',
    ];
    expect(new Set(others.map((id) => family(id))).size).toBe(others.length);
  });
});
