import { parts } from '@vigie/seeds/catalogue';
import { describe, expect, it } from 'vitest';
import type { StreamDeclaration } from '../pipeline/stream.js';
import { eventStreams, streams, withSubmissions } from './index.js';

const namesOf = ({ columns }: StreamDeclaration): string[] => columns.map(({ name }) => name);
const countsOf = ({ columns }: StreamDeclaration): string[] =>
  columns.filter(({ type }) => type === 'int4').map(({ name }) => name);

describe('the declared streams', () => {
  it('have names of their own', () => {
    expect(new Set(streams.map(({ name }) => name)).size).toBe(streams.length);
  });

  it('leave no text unchecked', () => {
    const unchecked = streams.flatMap(({ name, columns }) =>
      columns
        .filter(({ type, register, values }) => type === 'text' && !register && !values)
        .map((column) => `${name}.${column.name}`),
    );
    expect(unchecked).toEqual([]);
  });

  it.each(eventStreams.map((stream) => [stream.name, stream] as const))(
    'check, submit and group by columns that they have: %s',
    (_, stream) => {
      const counts = countsOf(stream);
      const { sums = [], atMost = [], cells, submitted, target } = stream;
      for (const name of [...sums, ...atMost].flat()) expect(counts).toContain(name);
      expect(counts).toContain(submitted?.total);
      if (submitted?.by === 'vendor') expect(namesOf(stream)).toContain('vendor');
      for (const name of [...(cells?.fixed ?? []), ...(cells?.changing ?? [])]) {
        expect(namesOf(stream)).toContain(name);
      }
      expect(namesOf(stream)).toContain(target.kind === 'partitioned' && target.distribution);
      expect(namesOf(stream).includes('actor')).toBe(cells?.of === 'actor');
    },
  );

  it('keep every column that a part of the catalogue reads', () => {
    for (const part of parts) {
      const stream = eventStreams.find(({ name }) => name === part.stream);
      const own = stream ? namesOf(stream) : [];
      const { column, plus = [], minus = [], by, where = {}, from = {}, above } = part;
      const read = part.kind === 'distinct' ? [] : [column, ...plus, ...minus, above?.of];
      const columns = [
        ...read,
        ...(by?.columns ?? []),
        ...Object.keys(where),
        ...Object.values(from),
      ];
      for (const name of columns) if (name !== undefined) expect(own, part.id).toContain(name);
    }
  });
});

describe('withSubmissions', () => {
  const stream = (name: string, more: Partial<StreamDeclaration> = {}): StreamDeclaration => ({
    name,
    schemaVersion: 1,
    columns: [],
    submitted: { by: 'national', total: 'n', group: 'all' },
    target: { kind: 'partitioned', distribution: 'n' },
    ...more,
  });
  const orderOf = (list: readonly StreamDeclaration[]): string[] => list.map(({ name }) => name);

  it('puts the submissions of each group before its streams', () => {
    const [submissions, ...others] = withSubmissions([stream('one'), stream('two')]);
    expect(submissions).toMatchObject({ name: 'all', feed: 'submissions', of: ['one', 'two'] });
    expect(orderOf(others)).toEqual(['one', 'two']);
  });

  it('reads the submissions of a stream alone unless it shares them', () => {
    const alone = stream('alone', { submitted: { by: 'national', total: 'n' } });
    expect(orderOf(withSubmissions([stream('one'), alone]))).toEqual([
      'all',
      'alone_submissions',
      'one',
      'alone',
    ]);
    expect(orderOf(withSubmissions([{ ...alone, submitted: undefined as never }]))).toEqual([
      'alone',
    ]);
  });

  it('puts what is loaded first in front, its submissions whole before it', () => {
    const curves = { submitted: { by: 'national', total: 'n', group: 'early' } } as const;
    const list = withSubmissions([
      stream('late'),
      stream('curve', { ...curves, order: 'first' }),
      stream('stock', { ...curves, order: 'whole' }),
    ]);
    expect(orderOf(list)).toEqual(['early', 'stock', 'curve', 'all', 'late']);
    expect(list[0]?.order).toBe('whole');
    expect(list.find(({ name }) => name === 'all')?.order).toBeUndefined();
  });
});
