import { createWorld, STREAM_NAMES, type Row } from '@vigie/core';
import { eventStreams, registerValues, type StreamDeclaration } from '@vigie/etl';
import { releases, vendors } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';

/** What a row of the core has that its declaration in the etl does not allow. */
function* faultsOf(
  row: Row,
  { columns, sums = [], atMost = [] }: StreamDeclaration,
  registers: ReturnType<typeof registerValues>,
): Generator<string> {
  for (const { name, type, register, values, optional } of columns) {
    const value = row[name];
    if (register || values) {
      const allowed = register ? registers[register] : new Set(values);
      const known = allowed.has(String(value)) || (value === '' && optional === true);
      if (!known) yield `${name} is “${String(value)}”`;
    } else if (type === 'int4') {
      if (typeof value !== 'number' || value < 0) yield `${name} is no count`;
    } else if (typeof value !== (type === 'int8' ? 'bigint' : 'string')) yield `${name} is missing`;
  }
  const count = (name: string): number => Number(row[name]);
  for (const [total, ...parts] of sums) {
    const sum = parts.reduce((all, name) => all + count(name), 0);
    if (count(total) !== sum) yield `${total} is not the sum of ${parts.join(', ')}`;
  }
  for (const [smaller, larger] of atMost) {
    if (count(smaller) > count(larger)) yield `${smaller} exceeds ${larger}`;
  }
}

describe('the streams that the etl declares', () => {
  it('are those of the core, column by column', () => {
    const names = STREAM_NAMES.filter((name) => name !== 'submissions');
    expect(eventStreams.map(({ name }) => name).sort()).toEqual([...names].sort());
    const world = createWorld({ seed: '1', scenario: 'edge', scale: 0.2 });
    for (const { name, columns, ignored = [] } of eventStreams) {
      // Surveys are held in some months only, campaigns and most files in others.
      const months = ['2026-09', '2024-09', '2024-06', '2023-06', '2023-02'];
      const [row] = months.flatMap((month) => {
        const first = world.rows(name, 'month', month).next();
        return first.done ? [] : [first.value];
      });
      const known = [
        'row_id',
        'revision',
        'op',
        'period',
        ...columns.map((c) => c.name),
        ...ignored,
      ];
      expect(Object.keys(row ?? {}).sort(), name).toEqual(known.sort());
    }
  });

  // The launch, with its letters and oppositions; a month of a survey; every programme's files.
  it.each([
    ['edge', '2022-06'],
    ['edge', '2023-06'],
    ['tiny', '2026-09'],
  ])(
    'allow every row of the %s world in %s, redelivered and corrected ones too',
    (scenario, month) => {
      const world = createWorld({ seed: '1', scenario, scale: 0.2 });
      const registers = registerValues(
        { vendors: [...vendors], releases: [...releases], submitters: [] },
        {
          strata: [...world.strata],
          history_from: world.historyFrom,
          feed_day: `${month}-28`,
        } as unknown as Parameters<typeof registerValues>[1],
      );
      const found = new Map<string, number>();
      let rows = 0;
      for (const stream of eventStreams) {
        for (const grain of ['month', 'day'] as const) {
          for (const row of world.rows(stream.name, grain, month)) {
            rows += 1;
            for (const fault of faultsOf(row, stream, registers)) {
              const what = `${stream.name}: ${fault}`;
              found.set(what, (found.get(what) ?? 0) + 1);
            }
          }
        }
      }
      expect(Object.fromEntries(found)).toEqual({});
      expect(rows).toBeGreaterThan(50_000);
    },
  );
});
