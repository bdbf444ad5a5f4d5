import { describe, expect, it } from 'vitest';
import { parseFigures } from './published.js';

const header = 'id,metric,definition_en,scope,period,value,unit,confidence,source';
const good = 'PF001,docs_fed_monthly,Documents,sector:mdv,2023-08,2000000,documents,quoted,here';
const read = (...rows: string[]) =>
  parseFigures([header, ...rows, ''].join('\n'), ['docs_fed_monthly', 'profiles_open']);

describe('a file of published figures', () => {
  it('is read with its values as numbers', () => {
    expect(read(good)).toEqual([
      {
        id: 'PF001',
        metric: 'docs_fed_monthly',
        definition_en: 'Documents',
        scope: 'sector:mdv',
        period: '2023-08',
        value: 2_000_000,
        unit: 'documents',
        confidence: 'quoted',
        source: 'here',
      },
    ]);
  });

  it.each([
    ['PF001', 'P1', 'id', 'PF and three digits'],
    ['docs_fed_monthly', 'docs', 'metric', 'a metric of published-figures.csv'],
    ['sector:mdv', 'sector:vets', 'scope', 'INSEE code of a region, dept:NN, sector:'],
    ['2023-08', '2023-13', 'period', 'a month 2023-04 or a day 2023-04-05'],
    ['2023-08', '2023-02-30', 'period', 'a day 2023-04-05'],
    ['2000000', '2 M', 'value', 'a number'],
    ['quoted', 'sure', 'confidence', 'quoted, approx'],
    ['Documents', '', 'definition_en', 'any text'],
  ])(
    'with “%s” as “%s” is refused, naming line, column %s and what is allowed',
    (from, to, column, allowed) => {
      expect(() =>
        read(good, good.replace('PF001', 'PF002').replace(from === 'PF001' ? 'PF002' : from, to)),
      ).toThrow(
        new RegExp(`^Line 3, column ${column}: “${to}” is not allowed\\. Allowed: .*${allowed}`),
      );
    },
  );

  it('is refused when a row, the header or an id is not as it should be', () => {
    expect(() => read(`${good},more`)).toThrow('Line 2, column after source: “more”');
    expect(() => read('PF001,docs_fed_monthly')).toThrow('Line 2, column definition_en');
    expect(() => read(good, good)).toThrow('Line 3, column id: “PF001” is not allowed');
    expect(() => parseFigures(good, [])).toThrow('Line 1, column id');
    expect(() => read(good, '"PF')).toThrow(/^Line \d, column id/);
  });
});
