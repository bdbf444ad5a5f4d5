import type { Cell, Edition, Series } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import { cellOf, lastComplete, measures, territories } from '../../../dev/fixture-data.ts';
import { wordsOf } from '../../../dev/words.ts';
import { monthsBetween } from '../format/date.ts';
import type { AdoptionChart, Drawing } from '../chart/chart-spec.ts';
import type { Locale } from '../i18n/locale.ts';
import { adoptionFigure } from './adoption.figure.ts';
import { changeSince, curvesOf, lastFirmMonth, latestMonth, rangeOf } from './curves.ts';

const edition: Edition = {
  id: 1,
  feed_day: '2026-11-12',
  published_at: '2026-11-12T05:04:00Z',
  data_through_month: lastComplete,
  source: { world: 'w', simulated: true, seed: '1', scenario: 'd', scale: 0.2, strata: [] },
};
const nation = territories.find((territory) => territory.id === 'FR')!;
const regions = territories.filter((territory) => territory.kind === 'region');
const months = monthsBetween('2022-01', '2026-10');

function seriesOf(id: string, of: typeof territories): Series {
  const measure = measures.find((candidate) => candidate.id === id)!;
  const rows = months.flatMap((month) => of.map((territory) => cellOf(measure, territory, month)));
  const citation = { fr: 'Données simulées, Vigie.', en: 'Simulated data, Vigie.' };
  const cuboid = 'month.region';
  return {
    measure,
    cuboid,
    grain: 'month',
    edition,
    citation,
    reference: null,
    row_count: rows.length,
    rows,
  };
}

function figureOf(
  id: string,
  territory = nation,
  locale: Locale = 'fr',
  month: string | null = null,
) {
  return adoptionFigure({
    id: 'f',
    locale,
    words: wordsOf(locale),
    edition,
    answers: [seriesOf(id, [nation]), seriesOf(id, regions)],
    territory,
    nation,
    parent: null,
    peers: {
      level: 'region',
      list: regions.map(({ id, name }) => ({ id, name, href: `/${id}`, own: id === territory.id })),
    },
    month,
    table: 'peers',
    stateLabel: (state) => (state === 'lt11' ? 'Moins de 11 observés' : state),
    downloads: () => [],
  });
}
function chartOf(drawing: Drawing | null): AdoptionChart {
  if (drawing?.spec.kind !== 'adoption') throw new Error('no adoption chart');
  return drawing.spec;
}
const region = (id: string) => regions.find((candidate) => candidate.id === id)!;

describe('adoption figure', () => {
  it('carries the answer in its title, in both languages', () => {
    expect(figureOf('activation.rate').title).toMatch(
      /^En France, \d+,\d\u202f% des profils Mon espace santé sont activés$/,
    );
    expect(figureOf('activation.rate', region('REG-84')).title).toMatch(
      /^Auvergne-Rhône-Alpes\u00a0: \d+,\d\u202f% des profils activés, \d+,\d\u00a0points? au-des(sus|sous) de la France$/,
    );
    expect(figureOf('feeding.rate', nation, 'en').title).toMatch(
      /^In France, \d+\.\d% of the documents produced reach the DMP$/,
    );
    expect(figureOf('feeding.documents').title).toMatch(
      /^France\u00a0: [\d,]+\u00a0millions de documents alimentés en septembre 2026$/,
    );
  });

  it('says counts, changes and range in one sentence, about complete months only', () => {
    const { sentence, through } = figureOf('activation.rate');
    expect(sentence).toMatch(
      /^En septembre 2026, [\d\u202f]+ profils activés sur [\d\u202f]+ profils ouverts, /,
    );
    expect(sentence).toMatch(
      /\+\d,\d\u00a0points? depuis août 2026 et \+\d,\d\u00a0points? depuis septembre 2025/,
    );
    expect(sentence).toMatch(/\u202f; les régions vont de .* \(.*\) à .* \(.*\)\.$/);
    expect(sentence.match(/\. /)).toBeNull();
    expect(through).toBe('30 septembre 2026');
  });

  it('puts the regions of the month in its table, lowest first', () => {
    const { table } = figureOf('activation.rate', region('REG-84'));
    expect(table.rows).toHaveLength(18);
    expect(table.caption).toContain('septembre 2026');
    const values = table.rows.map((row) => Number.parseFloat(row.cells[0]!.text.replace(',', '.')));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(table.rows.filter((row) => row.own).map((row) => row.header)).toEqual([
      'Auvergne-Rhône-Alpes',
    ]);
  });

  it('spells out hidden cells, last in the table, and notes the gap in the curve', () => {
    const { table, notes, title, sentence } = figureOf(
      'feeding.rate',
      region('REG-06'),
      'fr',
      '2023-01',
    );
    expect(title).toBe('Mayotte\u00a0: valeur non publiée pour janvier 2023');
    expect(sentence).toContain('moins de 11 observés');
    expect(table.rows.at(-1)).toMatchObject({
      header: 'Mayotte',
      cells: [{ text: 'Moins de 11 observés', hidden: true }, { text: '–' }, { text: '–' }],
    });
    expect(notes.join(' ')).toMatch(/courbe interrompue\s*: .*Mayotte \(26 mois\)/);
  });

  it('flags provisional months, in the chart, the notes and the table', () => {
    const { drawing, notes, table } = figureOf('activation.rate', nation, 'fr', '2026-10');
    expect(chartOf(drawing).provisionalFrom).toBe(months.indexOf('2026-10'));
    expect(notes[0]).toContain('les mois après septembre 2026 sont provisoires');
    expect(table.rows.every((row) => row.cells[0]?.provisional)).toBe(true);
  });

  it('leaves the nation out of a chart of counts, and says so', () => {
    const { drawing, notes } = figureOf('feeding.documents');
    expect(chartOf(drawing).lines.map((line) => line.id)).not.toContain('FR');
    expect(notes.join(' ')).toContain('La France entière n’est pas tracée');
  });
});

describe('curves', () => {
  const cell = (period: string, value: number | null, provisional = false): Cell => ({
    period,
    territory: 'FR',
    sector: null,
    generation: null,
    age_band: null,
    irritant: null,
    channel: null,
    reason: null,
    lever: null,
    profession: null,
    document_type: null,
    detail: null,
    value,
    numerator: null,
    denominator: null,
    state: value === null ? 'lt11' : 'ok',
    provisional,
    errata: false,
  });
  const curves = curvesOf([cell('2026-08', 10), cell('2026-09', 12), cell('2026-10', 9, true)]);

  it('compare complete months with complete months only', () => {
    expect(changeSince(curves, 'FR', '2026-09', 1)).toEqual({
      since: '2026-08',
      difference: 2,
      ratio: 0.2,
    });
    expect(changeSince(curves, 'FR', '2026-10', 1)).toBeNull();
    expect(changeSince(curves, 'FR', '2026-08', 1)).toBeNull();
    expect(lastFirmMonth(curves, 'FR')).toBe('2026-09');
    expect(lastFirmMonth(curves, 'REG-84')).toBeNull();
  });

  it('have no range with fewer than two values', () => {
    expect(rangeOf(curves, [{ id: 'FR', name: 'France' }], '2026-09')).toBeNull();
  });

  it('end with the month before the feed day, or with the data where they go further', () => {
    expect(latestMonth({ feed_day: '2026-11-21', data_through_month: '2026-10' })).toBe('2026-10');
    expect(latestMonth({ feed_day: '2026-12-05', data_through_month: '2026-10' })).toBe('2026-11');
    expect(latestMonth({ feed_day: '2026-01-01', data_through_month: null })).toBe('2025-12');
  });
});
