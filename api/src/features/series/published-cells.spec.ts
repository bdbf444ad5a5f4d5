import { type Cell } from '@vigie/contract';
import { measures } from '@vigie/seeds/catalogue';
import { openReader, type Reader } from '@vigie/warehouse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PublishedReader, type Scope } from '../../access/scope.js';
import { startDatabase, type TestDatabase } from '../../testing/database.js';
import { oracle, publishedWorld, publishWorld } from '../../testing/published-world.js';
import { catalogueDeclarations, cuboidOf, mayReadCuboid } from '../measures/declaration.js';
import { publishedCellCount, publishedCells } from './published-cells.query.js';
import { type Question } from './question.js';

let database: TestDatabase;
let reader: Reader;
let scope: Scope;
const rows = publishedWorld();

beforeAll(async () => {
  database = await startDatabase();
  await publishWorld(database, rows);
  reader = openReader(database.settings.databaseUrl);
  scope = new PublishedReader(reader.db).as('analyst');
}, 120_000);

afterAll(async () => {
  await reader.close();
  await database.stop();
});

/** One cuboid of each set of categories that is crossed, in all of France. */
const crossings = [
  ...new Map(
    measures.flatMap((measure) =>
      measure.cuboids
        .map(cuboidOf)
        .filter(({ level, categories }) => level !== 'department' && categories.length > 0)
        .filter(({ id }) => mayReadCuboid('analyst', id))
        .map((cuboid) => [cuboid.id, { measure: measure.id, cuboid }] as const),
    ),
  ).values(),
];

describe('pages of published cells', () => {
  it.each(crossings)(
    'of $cuboid.id follow one another without a gap',
    async ({ measure, cuboid }) => {
      const declaration = catalogueDeclarations.find(({ id }) => id === measure)!;
      const question: Question = {
        declaration,
        edition: 2,
        cuboid,
        period: { grain: cuboid.grain, from: null, to: null },
        territories: ['FR', 'REG-11', 'REG-84'],
        filters: {},
      };
      const expected = oracle(rows, 2, (row) => {
        const kept = question.territories!.includes(row.territory);
        return row.measure === measure && row.cuboid === cuboid.id && kept;
      });
      const read: Cell[] = [];
      for (let page: Cell[] | null = null; page === null || page.length > 0;) {
        page = await publishedCells(scope, question, read.at(-1) ?? null, 7);
        read.push(...page);
      }
      expect(read).toEqual(expected);
      expect(await publishedCellCount(scope, question)).toBe(expected.length);
    },
  );

  it('are never read by a role that may not', async () => {
    const question: Question = {
      declaration: catalogueDeclarations[0]!,
      edition: 2,
      cuboid: cuboidOf('month.nation.vendor'),
      period: { grain: 'month', from: null, to: null },
      territories: null,
      filters: {},
    };
    await expect(publishedCells(scope, question, null, 7)).rejects.toThrow('may not read');
  });
});
