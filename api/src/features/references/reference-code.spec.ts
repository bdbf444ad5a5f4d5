import { byCategory } from '@vigie/contract';
import { categoryValues, measures } from '@vigie/seeds/catalogue';
import { territories } from '@vigie/seeds/reference';
import { describe, expect, it } from 'vitest';
import { type EditionContent } from '../edition/edition.service.js';
import { catalogueDeclarations, readableCuboids } from '../measures/declaration.js';
import { type Question, resolveQuestion } from '../series/question.js';
import { digitsOf, longestReference, ReferenceFault, withCheck } from './checked-text.js';
import { pack } from './mixed-radix.js';
import { queryOf, referenceOf, stampOf } from './question-reference.js';
import {
  NoReferenceError,
  readReference,
  type Reference,
  writeReference,
} from './reference-code.js';

const edition = {
  ...{ id: 7, feed_day: '2026-11-09', published_at: '2026-11-09T05:00:00.000Z' },
  data_through_month: '2026-10',
  source: { world: 'w', simulated: true, seed: '1', scenario: 'default', scale: 1, strata: [] },
};
const content: EditionContent = {
  edition,
  declarations: new Map(catalogueDeclarations.map((one) => [one.id, one])),
  territories: [...territories],
  categories: Object.entries(byCategory((id) => categoryValues[id])).flatMap(
    ([dimension, values]) =>
      values.map(({ id, name_fr: nameFr, name_en: nameEn }) => ({ dimension, id, nameFr, nameEn })),
  ),
};
const role = 'sentinelle';
const ask = (query: Parameters<typeof resolveQuestion>[0]): Question =>
  resolveQuestion(query, content, role);
const reopen = (question: Question): Question => {
  const text = referenceOf(question, edition, territories);
  if (text === null) throw new Error('no reference');
  expect(text.length).toBeLessThanOrEqual(longestReference);
  expect(text).toMatch(/^1[0-9A-HJKMNP-TV-Z]+$/);
  return ask(queryOf(readReference(text)));
};
/** Every cuboid of every measure that some role may read, in all ways of naming its period. */
const everything = catalogueDeclarations.flatMap((declaration) =>
  readableCuboids(declaration, role).map((cuboid) => ({ declaration, cuboid })),
);
const periods = {
  month: [undefined, '2026-10', '2022-01..2026-10', '2024-02..', '..2026-10'],
  day: ['2026-10-31', '2025-01-01..2026-10-31', '2024-02-29..', '..2026-10-01'],
};

describe('a reference', () => {
  it('reopens every figure of the catalogue: all of it, or one value of each category', () => {
    let figures = 0;
    for (const [index, { declaration, cuboid }] of everything.entries()) {
      const ways = periods[cuboid.grain];
      const period = ways[index % ways.length];
      const split = [cuboid.level, ...cuboid.categories];
      const all = { measure: declaration.id, split, ...(period !== undefined && { period }) };
      const one = Object.fromEntries(
        cuboid.categories.map((id) => [
          id,
          [content.categories.findLast(({ dimension }) => dimension === id)!.id],
        ]),
      );
      const territory = territories.findLast(({ kind }) => kind === cuboid.level)!;
      for (const query of [all, { ...all, ...one, territory: [territory.id] }]) {
        const question = ask(query);
        expect(reopen(question)).toEqual(question);
        figures += 1;
      }
    }
    expect(figures).toBe(2 * everything.length);
    expect(new Set(everything.map(({ declaration }) => declaration.id)).size).toBe(measures.length);
  });

  it('reopens the parts of a region and a few territories', () => {
    for (const territory of [['REG-84'], ['FR'], ['DEP-69', 'DEP-01', 'DEP-2A']]) {
      const question = ask({ measure: 'feeding.documents', split: ['department'], territory });
      expect(reopen(question)).toEqual(question);
    }
  });

  it('is none where a figure keeps more values than it has room for', () => {
    const departments = territories.filter(({ kind }) => kind === 'department').map(({ id }) => id);
    for (const count of [7, 8, 60]) {
      const territory = departments.slice(0, count);
      const question = ask({ measure: 'feeding.documents', territory, period: '2022-01..2026-10' });
      expect(referenceOf(question, edition, territories)).toBeNull();
    }
  });

  const one: Reference = {
    ...{ measure: 'feeding.documents', version: 1, cuboid: 'month.nation', territories: [] },
    ...{ filters: {}, from: '2026-10', to: '2026-10', edition: 7, stamp: stampOf(edition) },
  };

  it.each([
    ['a measure without a number', { measure: 'feeding.nothing' }],
    ['a version without a number', { version: 99 }],
    ['a cuboid without a number', { cuboid: 'month.nation.nothing' }],
    ['a period out of reach', { from: '1999-12' }],
    ['an edition beyond its room', { edition: 2 ** 80 }],
  ])('refuses to be written of %s', (_, change) => {
    expect(() => writeReference({ ...one, ...change })).toThrow(NoReferenceError);
  });

  it('says the same however it is typed', () => {
    const text = writeReference(one);
    const typed = text
      .toLowerCase()
      .replace(/(.{4})/g, '$1-')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l');
    expect(readReference(typed)).toEqual({ ...one, text });
  });

  it('is bound to the very edition, whose number another world may have too', () => {
    const stamps = [
      stampOf(edition),
      stampOf({ ...edition, published_at: '2026-11-09T05:00:00.001Z' }),
      stampOf({ ...edition, source: { ...edition.source, world: 'v' } }),
    ];
    expect(new Set(stamps).size).toBe(3);
  });

  it('of a format to come is refused as such', () => {
    expect(() => readReference(withCheck('2ABC'))).toThrow('formats that are read: “1”');
  });

  it('with numbers of nothing is refused, and so is one that says the same in another way', () => {
    const unknown = pack([{ value: 4_095, radix: 4_096 }], 0);
    expect(() => readReference(withCheck(`1${digitsOf(unknown)}`))).toThrow(
      'without a number here',
    );
    const text = writeReference(one);
    const longer = withCheck(`10${text.slice(1, -2)}`);
    expect(() => readReference(longer)).toThrow(ReferenceFault);
    // Edition 0, and one that no database can hold.
    for (const number of [0, 2 ** 31]) {
      expect(() => readReference(writeReference({ ...one, edition: number }))).toThrow(
        ReferenceFault,
      );
    }
  });

  it('is refused whatever garbage it is', () => {
    let read = 0;
    for (let n = 0; n < 20_000; n += 1) {
      const text = withCheck(
        `1${((n * 2_654_435_761) % 4_294_967_296).toString(16).toUpperCase()}`,
      );
      try {
        const { text: again } = readReference(text);
        expect(again).toBe(text);
        read += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(ReferenceFault);
      }
    }
    expect(read).toBeLessThan(20_000);
  });
});
