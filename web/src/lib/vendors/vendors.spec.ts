import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerOf, baseFor, cellWith, memoryApi } from '../../../dev/topic-series.ts';
import { wordsOf } from '../../../dev/words.ts';
import type { BandChart } from '../chart/chart-spec.ts';
import type { Figure } from '../figure/figure.ts';
import { openTopic } from '../topics/open.ts';
import { bandAt, bandGroups, extremes } from './band.ts';
import { bandFigure, type BandInput } from './band.figure.ts';
import { loadVendorPanels, vendorParameters } from './figures.ts';
import { generationRateFigure } from './generation-rate.figure.ts';
import { installedFigure } from './installed.figure.ts';

const sectors = [
  { id: 'mdv', label: 'Médecine de ville' },
  { id: 'biologie', label: 'Biologie médicale' },
  { id: 'esms', label: 'Médico-social' },
];
const generations = [
  { id: 'pre', label: 'Avant Ségur' },
  { id: 'segur_v1', label: 'Ségur vague 1' },
  { id: 'sentinelle', label: 'Sentinelle' },
];
const months = ['2025-09', '2026-08', '2026-09'];
type Values = Record<string, (number | null)[]>;

function market(quantile: string, values: Values) {
  const rows = Object.entries(values).flatMap(([sector, list]) =>
    list.map((value, index) =>
      cellWith({
        period: months[index] ?? '',
        sector,
        value,
        state: value === null ? 'vendor_rule' : 'ok',
      }),
    ),
  );
  return answerOf(`market.feeding_rate_${quantile}`, rows);
}

function band(changes: Partial<BandInput> = {}, locale: 'fr' | 'en' = 'fr', values?: Values) {
  const median = market(
    'median',
    values ?? { mdv: [50, 56, 57], biologie: [80, 83, 84], esms: [null, null, null] },
  );
  const first = market('first_quartile', {
    mdv: [40, 47, 48],
    biologie: [null, 82, null],
    esms: [null, null, null],
  });
  const third = market('third_quartile', {
    mdv: [52, 58, 59],
    biologie: [null, 85, null],
    esms: [null, null, null],
  });
  return bandFigure({
    base: baseFor(locale),
    answers: [median, first, third],
    groups: bandGroups({ median, first, third }, 'sector', sectors),
    by: 'sector',
    scope: null,
    headed: false,
    downloads: [],
    ...changes,
  });
}
const bandOf = ({ drawing }: Figure): BandChart => {
  if (drawing?.spec.kind !== 'band') throw new Error('no band');
  return drawing.spec;
};
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('market range', () => {
  it('says in its title how far the sectors are apart', () => {
    expect(plain(band().title)).toBe(
      'Le logiciel médian alimente le DMP de 57 % de ses documents (Médecine de ville) à 84 % (Biologie médicale)',
    );
    expect(plain(band({}, 'en').title)).toContain('57% of its documents (Médecine de ville)');
  });

  it('says what is not published and why', () => {
    const { sentence } = band();
    expect(plain(sentence)).toContain(
      'groupes dont la médiane est publiée : 2 sur 3, dont avec quartiles : 1',
    );
    expect(plain(sentence)).toContain('non publié : Médico-social (secret des éditeurs)');
  });

  it('draws one panel for each sector with at least one month, and names the others', () => {
    const figure = band();
    expect(bandOf(figure).panels.map(({ id }) => id)).toEqual(['mdv', 'biologie']);
    expect(bandOf(figure).panels[1]?.firstQuartile.slice(-2)).toEqual([82, null]);
    expect(plain(figure.notes.join(' '))).toContain('Sans courbe, faute d’un seul mois publié');
  });

  it('keeps the state of every hole in the table', () => {
    const { table } = band();
    expect(table.rows.map(({ header }) => header)).toEqual(sectors.map(({ label }) => label));
    expect(table.rows[2]?.cells.slice(0, 3)).toEqual(
      Array.from({ length: 3 }, () => ({ text: 'Secret des éditeurs', hidden: true })),
    );
    expect(plain(table.rows[0]?.cells[3]?.text ?? '')).toBe('11,0 points');
    expect(plain(table.rows[0]?.cells[4]?.text ?? '')).toBe('+7,0 points');
  });

  it('speaks of one group alone, with its quartiles or without', () => {
    const groups = bandGroups(
      {
        median: market('median', { mdv: [50, 56, 57], biologie: [80, 83, 84] }),
        first: market('first_quartile', { mdv: [40, 47, 48] }),
        third: market('third_quartile', { mdv: [52, 58, 59] }),
      },
      'sector',
      sectors,
    );
    const one = band({ groups: groups.slice(0, 1), scope: 'Médecine de ville' });
    expect(plain(one.title)).toBe(
      'Médecine de ville : la moitié des logiciels alimente le DMP de 48 % à 59 % de ses documents',
    );
    expect(plain(one.sentence)).toContain('+7,0 points depuis septembre 2025');
    const other = band({ groups: groups.slice(1), scope: 'Biologie médicale' });
    expect(plain(other.title)).toContain('logiciel médian alimente le DMP de 84 %');
    expect(plain(other.sentence)).toContain('les quartiles ne sont pas publiés (non publié)');
  });

  it('has a title and a sentence where everything is secret, and no chart', () => {
    const none = [null, null, null];
    const hidden = market('median', { esms: none });
    const groups = bandGroups({ median: hidden, first: null, third: null }, 'sector', sectors);
    const figure = band({ groups, scope: 'Médico-social' });
    expect(plain(figure.title)).toBe('Médico-social : fourchette non publiée pour septembre 2026');
    expect(plain(figure.sentence)).toContain('(secret des éditeurs)');
    expect(figure.drawing).toBeNull();
    expect(figure.table.rows).toHaveLength(1);
  });

  it('stands without any data at all', () => {
    const figure = band({ groups: [] });
    expect(figure.title).toContain('rien de publié');
    expect(figure.table.rows).toEqual([]);
    expect(figure.through).toBeNull();
  });

  it('compares groups without inventing a range of one', () => {
    const groups = bandGroups(
      { median: market('median', { mdv: [50] }), first: null, third: null },
      'sector',
      sectors,
    );
    expect(extremes(groups, (group) => bandAt(group, '2025-09').median)).toBeNull();
  });
});

describe('generations of release', () => {
  const count = (generation: string, list: (number | null)[]) =>
    list.map((value, index) => cellWith({ period: months[index] ?? '', generation, value }));
  const installed = answerOf('equipment.installed', [
    ...count('pre', [null, null, null]),
    ...count('segur_v1', [500, 300, 250]),
    ...count('sentinelle', [100, 600, 750]),
  ]);
  const total = answerOf(
    'equipment.installed',
    months.map((period) => cellWith({ period, value: 1000 })),
  );
  const input = {
    base: baseFor(),
    answer: installed,
    total,
    generations,
    chosen: null,
    sectorChosen: false,
    downloads: [],
  };

  it('name the most installed, with its share of the whole and its change', () => {
    const figure = installedFigure(input);
    expect(plain(figure.title)).toContain('Sentinelle, la génération la plus installée : 750');
    expect(plain(figure.sentence)).toContain('+650,0 % depuis septembre 2025');
    const row = figure.table.rows.find(({ header }) => header === 'Sentinelle');
    expect(row?.cells.map(({ text }) => plain(text))).toEqual(['750', '75,0 %', '+650,0 %']);
  });

  it('keep a generation that is never published out of the chart, not out of the table', () => {
    const { drawing, table } = installedFigure(input);
    if (drawing?.spec.kind !== 'trend') throw new Error('no trend');
    expect(drawing.spec.lines.map(({ id }) => id)).toEqual(['segur_v1', 'sentinelle']);
    expect(table.rows[0]?.cells[0]).toEqual({ text: 'Moins de 11 observés', hidden: true });
  });

  it('put the chosen one forward', () => {
    const figure = installedFigure({ ...input, chosen: 'segur_v1', sectorChosen: true });
    if (figure.drawing?.spec.kind !== 'trend') throw new Error('no trend');
    expect(figure.drawing.spec.lines.map(({ role }) => role)).toEqual(['own', 'other']);
    expect(figure.title).toContain('Ségur vague 1');
    expect(figure.notes[0]).toContain('Tous secteurs');
  });

  it('compare their rates, numerator and denominator beside them', () => {
    const rate = (generation: string, value: number) =>
      cellWith({ period: '2026-09', generation, value, numerator: value * 10, denominator: 1000 });
    const answer = answerOf('feeding.rate', [rate('segur_v1', 40), rate('sentinelle', 52.5)]);
    const figure = generationRateFigure({ ...input, answer });
    expect(plain(figure.title)).toContain('Sentinelle : 52,5 %');
    expect(plain(figure.sentence)).toContain('soit 12,5 points d’écart');
    expect(figure.table.rows[1]?.cells.map(({ text }) => plain(text))).toEqual([
      '52,5 %',
      '525',
      '1 000',
      '–',
    ]);
    const only = generationRateFigure({
      ...input,
      answer: answerOf('feeding.rate', [rate('segur_v1', 40)]),
    });
    expect(plain(only.title)).toMatch(/40,0 % des documents produits alimentent le DMP$/);
    expect(plain(only.sentence)).toContain('400 documents acceptés sur 1 000');
    const hidden = generationRateFigure({
      ...input,
      answer: answerOf('feeding.rate', [cellWith({ period: '2026-09', generation: 'pre' })]),
      chosen: 'pre',
    });
    expect(hidden.title).toContain('valeur non publiée');
    expect(hidden.sentence).toContain('moins de 11 observés');
  });

  it('stand without any data at all', () => {
    const nothing = { ...input, answer: answerOf('feeding.rate', []), total: null };
    for (const figure of [generationRateFigure(nothing), installedFigure(nothing)]) {
      expect(figure.title).toContain('rien de publié');
      expect(figure.drawing).toBeNull();
    }
  });
});

describe('figures of the page', () => {
  const open = (failing: string[] = []) => openTopic(memoryApi(failing), 'fr', wordsOf('fr'));
  afterEach(() => vi.restoreAllMocks());

  it('exist for every choice of sector and generation', async () => {
    const opened = await open();
    const [sector, generation] = vendorParameters(opened);
    const idsOf = (choices: typeof sector) => [null, ...(choices?.choices ?? []).slice(0, 2)];
    for (const chosenSector of idsOf(sector)) {
      for (const chosenGeneration of idsOf(generation)) {
        const panels = await loadVendorPanels(opened, {
          sector: chosenSector?.id ?? null,
          generation: chosenGeneration?.id ?? null,
          period: null,
        });
        expect(panels.map(({ kind }) => kind)).toEqual(['figure', 'figure', 'figure']);
      }
    }
  });

  it('fail one by one', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const panels = await loadVendorPanels(await open(['measure=feeding.rate']), {
      sector: null,
      generation: null,
      period: null,
    });
    expect(panels.map(({ kind }) => kind)).toEqual(['figure', 'figure', 'missing']);
  });
});
