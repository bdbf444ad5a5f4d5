import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixtureApi, type FixtureApi } from '../../../dev/fixture-api.ts';
import { wordsOf } from '../../../dev/words.ts';
import { createApi } from '../api/client.ts';
import { loadExtract, openExtract, type LoadedExtract } from './load.ts';
import { writeExtract } from './url-state.ts';

let fixture: FixtureApi;
beforeAll(async () => {
  fixture = await startFixtureApi();
});
afterAll(() => fixture.close());

async function extract(query: string, locale: 'fr' | 'en' = 'fr') {
  const api = createApi(fixture.url, null);
  const opened = await openExtract(api, locale, new URLSearchParams(query));
  const loaded: LoadedExtract = await loadExtract(api, opened, locale, wordsOf(locale));
  return { ...opened, ...loaded };
}

describe('an extract', () => {
  it('is a whole figure for every published split of every measure, in both languages', async () => {
    const { choices } = await extract('');
    let locale: 'fr' | 'en' = 'fr';
    for (const { id, cuboids } of choices.measures) {
      for (const { grain, level, categories } of cuboids) {
        const period = grain === 'day' ? '2026-10-05..2026-10-07' : '2026-08..2026-09';
        const query = `measure=${id}&split=${[level, ...categories].join(',')}&period=${period}`;
        locale = locale === 'fr' ? 'en' : 'fr';
        const { figure, faults, state, rowCount } = await extract(query, locale);
        expect(faults, query).toEqual([]);
        expect(state, query).toMatchObject({ measure: id, grain, level, categories });
        expect(figure?.title, query).not.toBe('');
        expect(rowCount, query).toBeGreaterThan(0);
        expect(`${figure?.title} ${figure?.sentence} ${figure?.notes.join()}`).not.toMatch(
          /undefined|NaN|\{\w+\}|\[object/,
        );
      }
    }
  }, 60_000);

  it('draws a trend of few lines, bars of many, and says why', async () => {
    expect((await extract('split=nation,sector')).figure?.drawing?.spec.kind).toBe('trend');
    const { figure } = await extract('split=department');
    expect(figure?.drawing?.spec.kind).toBe('bars');
    expect(figure?.notes[0]).toContain('au-delà de 8');
    const month = await extract('split=nation,sector&period=2026-09');
    expect(month.figure?.drawing?.spec.kind).toBe('bars');
    expect(month.figure?.notes[0]).toContain('Une seule date');
  });

  it('has in its pages all the rows that it announces, and no more', async () => {
    for (const query of [
      'split=department',
      'split=nation,sector',
      'split=region,sector&territory=REG-84',
    ]) {
      const { page, rowCount } = await extract(query);
      let rows = 0;
      for (let number = 1; number <= page.pages; number++) {
        rows += (await extract(`${query}&page=${number}`)).figure?.table.rows.length ?? 0;
      }
      expect(rows, query).toBe(rowCount);
    }
  });

  it('says the states of cells in words, in the table and beside the chart', async () => {
    const { figure } = await extract('split=region&territory=REG-06&period=2022-01..2024-12');
    const hidden = figure?.table.rows.filter((row) => row.cells.some((cell) => cell.hidden));
    expect(hidden?.length).toBeGreaterThan(0);
    expect(figure?.notes.join()).toContain('sans valeur');
  });

  it('writes the code, the name and both counts of a rate on each row', async () => {
    const { figure } = await extract('split=department&territory=DEP-01&period=2026-09');
    expect(figure?.table.headers.slice(0, 3)).toEqual(['Mois', 'Code', 'Département']);
    expect(figure?.table.headers).toHaveLength(6);
    expect(figure?.table.rows[0]?.cells[0]).toEqual({ text: 'DEP-01', align: 'text' });
  });

  it('keeps the edition of its link, and says so where there is none', async () => {
    const { state, choices, faults } = await extract('as_of=42&split=region');
    expect(faults).toEqual([]);
    expect(writeExtract(state, choices)).toBe('?split=region&as_of=42');
  });

  it('stands without its figures when the API answers no cell', async () => {
    fixture.failing = ['/v1/series'];
    const { figure, rowCount, choices } = await extract('split=region');
    fixture.failing = [];
    expect([figure, rowCount]).toEqual([null, null]);
    expect(choices.measures.length).toBeGreaterThan(0);
  });
});
