import { describe, expect, it } from 'vitest';
import { documents, edgeWorld, type EdgeWorld } from '../../support/edge-world.js';
import { withHeader, type PartialRow } from '../../support/scripted-feed.js';

const month = '2026-10';

describe('a schema that changes', () => {
  const shaped = async (
    change: Parameters<EdgeWorld['feed']['reshape']>[1],
    row: PartialRow = {},
  ) => {
    const world = await edgeWorld({ loaded: ['documents', 'visits'] });
    world.feed.emit('documents', '2026-10-05', [documents(3, row)]);
    world.feed.emit('visits', '2026-11-01', [{ visits: 5 }]);
    world.feed.reshape('documents', change);
    return world;
  };

  it('B3 16: columns in another order are read by their names', async () => {
    const world = await shaped((columns) => columns.toReversed());
    await world.load();
    expect(await world.total(month)).toBe(3);
  });

  it('B3 16: an added column is read over, and told', async () => {
    const world = await shaped((columns) => [...columns, { name: 'mood', type: 'text' }], {
      mood: 'fine',
    });
    const told = new Set<string>();
    await world.load({
      observer: { unknownColumns: (stream, names) => void told.add(`${stream} ${String(names)}`) },
    });
    expect([...told]).toEqual(['documents mood']);
    expect(await world.total(month)).toBe(3);
  });

  it.each<[string, Parameters<typeof shaped>[0], RegExp]>([
    [
      'removed',
      (columns) => columns.filter(({ name }) => name !== 'accepted'),
      /accepted is missing/,
    ],
    [
      'renamed',
      (columns) => columns.map((c) => (c.name === 'accepted' ? { ...c, name: 'taken' } : c)),
      /accepted is missing/,
    ],
    [
      'of another type',
      (columns) =>
        columns.map((c) => (c.name === 'accepted' ? { ...c, type: 'int8' as const } : c)),
      /accepted is of Arrow type Int, expected int4/,
    ],
    [
      'of text where bytes were',
      (columns) => columns.map((c) => (c.name === 'actor' ? { ...c, type: 'text' as const } : c)),
      /actor is of Arrow type/,
    ],
  ])(
    'B3 16: a column that is %s has its page refused; the other streams go on',
    async (_, change, message) => {
      const world = await shaped(change, { taken: 3, actor: 'someone' });
      await expect(world.load()).rejects.toThrow(message);
      const [line, ...others] = await world.ledger();
      expect(line).toMatchObject({
        status: 'refused',
        reason: expect.stringMatching(/^schema: /) as string,
      });
      expect(others).toEqual([]);
      expect(await world.total(month)).toBe(0);
      expect(await world.ledger('visits')).toMatchObject([{ applied: 1 }]);
    },
  );

  it('B3 16: another version is refused, whatever its columns', async () => {
    const world = await shaped((columns) => columns);
    world.feed.tamper = ({ stream }, answer) =>
      stream === 'documents' ? withHeader(answer, 'vigie-schema-version', '2') : undefined;
    await expect(world.load()).rejects.toThrow(/schema version 2 of documents, expected 1/);
    expect(await world.total(month)).toBe(0);
  });
});
