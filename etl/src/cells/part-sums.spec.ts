import { parts } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import { streams } from '../streams/index.js';
import { partById } from './made-of.js';
import { sumsAcross } from './part-sums.js';

interface Named {
  readonly part: string;
  readonly territory?: string;
  readonly values?: Readonly<Record<string, string>>;
}
const nameOf = ({ part, values = {} }: Named): string =>
  [part.split('.')[1], ...Object.values(values)].join(' ');
const sumsOf = (cells: readonly Named[]): string[] =>
  sumsAcross(cells, ({ part, territory = 'REG-24', values = {} }) => ({
    ...{ part: partById.get(part), territory, values },
  })).map(({ total, parts, of }) => `${of}: ${nameOf(total)} = ${parts.map(nameOf).join(' + ')}`);

const accepted = (sector?: string): Named => ({
  ...{ part: 'documents.accepted', values: sector === undefined ? {} : { sector } },
});

describe('sumsAcross', () => {
  it('finds sums of columns at one place', () => {
    const sent = [
      ...['attempted', 'accepted', 'rejected'].map((name) => ({ part: `documents.${name}` })),
      { part: 'documents.rejected', territory: 'REG-11' },
    ];
    expect(sumsOf(sent)).toEqual(['columns: attempted = accepted + rejected']);
    expect(sumsOf(sent.slice(1))).toEqual([]);
  });

  it('finds sums over the values of a category that another part crosses', () => {
    const cells = [
      { part: 'consultations.performed' },
      { part: 'consultations.by_access', values: { detail: 'integrated' } },
      { part: 'consultations.by_access', values: { detail: 'web' } },
      // Made of another column of the stream.
      { part: 'consultations.by_mode', values: { detail: 'normal' } },
    ];
    expect(sumsOf(cells)).toEqual([
      'values: performed = by_access integrated + by_access web',
      'values: performed = by_mode normal',
    ]);
  });

  it('finds sums in which one part counts several values together', () => {
    const cells = [
      ...[accepted(), accepted('mdv'), accepted('officine'), accepted('hopital')],
      { part: 'documents.accepted_by_professionals' },
    ];
    expect(sumsOf(cells)).toEqual([
      'values: accepted = accepted_by_professionals + accepted hopital',
      'values: accepted_by_professionals = accepted mdv + accepted officine',
    ]);
  });

  it('leaves lines of one part to its cuboids', () => {
    expect(sumsOf([accepted(), accepted('mdv'), accepted('officine')])).toEqual([]);
  });

  it('misses no column that published ones tell: a difference of figures is a figure', () => {
    const told = (stream: string, column: string): boolean =>
      parts.some(
        (part) =>
          part.stream === stream &&
          part.kind === 'volume' &&
          (part.by ? part.by.columns.includes(column) : part.column === column),
      );
    const missed = streams.flatMap(({ name, sums = [] }) =>
      sums.flatMap(([total, ...summands]) => {
        const untold = summands.filter((column) => !told(name, column));
        return told(name, total) && untold.length === 1 ? [`${name}.${untold.join()}`] : [];
      }),
    );
    expect(missed).toEqual([]);
  });

  it('finds what a stream breaks down', () => {
    const type = (document_type: string) => ({
      ...{ part: 'document_types.accepted', values: { document_type } },
    });
    expect(sumsOf([accepted(), type('11488-4'), type('11490-0')])).toEqual([
      'values: accepted = accepted 11488-4 + accepted 11490-0',
    ]);
    const withheld = ['ins_not_qualified', 'module_off', 'no_card'];
    const others = ['patient_opposition', 'prescription_module', 'user'];
    const reasons = [...withheld, ...others].map((reason) => ({
      ...{ part: 'feeding_reasons.withheld', values: { reason } },
    }));
    const produced = [{ part: 'documents.produced' }, { part: 'documents.attempted' }];
    expect(sumsOf([...produced, ...reasons])).toHaveLength(1);
    expect(sumsOf([...produced, ...reasons.slice(1)])).toEqual([]);
  });
});
