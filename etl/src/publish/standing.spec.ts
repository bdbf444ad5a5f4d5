import { describe, expect, it } from 'vitest';
import type { CellRow } from '../cells/cell-row.js';
import { nowhere } from '../cells/frame.js';
import { standingMasks } from './standing.query.js';

const row = (measure: string, reason: CellRow['reason'], more: Partial<CellRow> = {}): CellRow => ({
  ...({ ...nowhere, territory: 'REG-24' } as CellRow),
  ...{ measure, cuboid: 'month.region', period: '2026-10', reason },
  ...{ value: reason === 'ok' ? 100 : null, numerator: null, denominator: null },
  ...more,
});
const partsOf = (...rows: CellRow[]) =>
  [...standingMasks(rows)].map(([name, mask]) => `${name.split('|')[0] ?? ''} ${mask}`);

describe('standingMasks', () => {
  it('keep every part of what is withheld for vendors or for other cells, and nothing else', () => {
    expect(partsOf(row('feeding.documents', 'complement'))).toEqual([
      'documents.accepted complement',
    ]);
    expect(partsOf(row('feeding.rate', 'vendor_rule'))).toEqual([
      'documents.accepted vendor_rule',
      'documents.produced vendor_rule',
    ]);
    expect(partsOf(row('feeding.documents', 'lt3'))).toEqual([]);
    expect(partsOf(row('feeding.documents', 'ok'))).toEqual([]);
  });

  it('leave a part alone that another measure tells', () => {
    expect(partsOf(row('feeding.rate', 'complement'), row('feeding.documents', 'ok'))).toEqual([
      'documents.produced complement',
    ]);
  });

  it('leave alone what the rule on markets withholds, and places of others', () => {
    expect(partsOf(row('market.documents', 'vendor_rule'))).toEqual([]);
    const elsewhere = row('feeding.documents', 'ok', { territory: 'REG-11' });
    expect(partsOf(row('feeding.documents', 'complement'), elsewhere)).toEqual([
      'documents.accepted complement',
    ]);
  });
});
