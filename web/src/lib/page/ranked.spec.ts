import { describe, expect, it } from 'vitest';
import { cellOf, lastComplete, measures, territories } from '../../../dev/fixture-data.ts';
import { wordsOf } from '../../../dev/words.ts';
import { hiddenSentence, rankedOf } from './ranked.ts';
import { pageTerritory } from './territory.ts';

const measure = measures.find(({ id }) => id === 'feeding.rate')!;
const departments = territories.filter((one) =>
  ['DEP-15', 'DEP-01', 'DEP-69', 'DEP-03'].includes(one.id),
);
const rows = departments.map((one) => cellOf(measure, one, lastComplete));
const named = departments.map(pageTerritory);
const words = wordsOf('fr');

describe('ranked territories', () => {
  it('stand lowest first, and keep those without a value apart', () => {
    const { placed, hidden } = rankedOf(rows, named, lastComplete);
    expect(placed.map(({ value }) => value)).toEqual(placed.map(({ value }) => value).sort());
    expect(hidden.map(({ territory }) => territory.id)).toEqual(['DEP-15']);
    expect(
      hiddenSentence({ words, locale: 'fr', stateLabel: () => 'Moins de 11 observés' }, hidden),
    ).toEqual(
      ['Sans valeur publiée, donc non classés : Cantal (moins de 11 observés).'].map((text) =>
        text.replace(' :', '\u00a0:'),
      ),
    );
  });

  it('share a rank where they read alike, in the order of their ids however they come', () => {
    const alike = rows
      .filter(({ value }) => value !== null)
      .map((cell) => ({ ...cell, value: 50.04 }));
    for (const order of [named, named.toReversed()]) {
      const { placed } = rankedOf(alike, order, lastComplete);
      expect(placed.map(({ rank }) => rank)).toEqual(['1=', '1=', '1=']);
      expect(placed.map(({ territory }) => territory.id)).toEqual(['DEP-01', 'DEP-03', 'DEP-69']);
    }
  });
});
