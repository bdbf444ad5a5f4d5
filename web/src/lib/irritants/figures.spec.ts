import type { Cell } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import { answerOf, baseFor, cellWith } from '../../../dev/topic-series.ts';
import type { ChartSpec } from '../chart/chart-spec.ts';
import type { Figure } from '../figure/figure.ts';
import { addMonths } from '../format/date.ts';
import { channelsFigure } from './channels.figure.ts';
import { curveFigure } from './curve.figure.ts';
import { historyFigure } from './history.figure.ts';
import { keyNumbersOf } from './one.ts';
import { reasonsFigure } from './reasons.figure.ts';
import { regionsFigure } from './regions.figure.ts';
import { reportsFigure, type ReportsInput } from './reports.figure.ts';

const last = '2026-09';
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const texts = (figure: Figure, row: number): string[] =>
  figure.table.rows[row]?.cells.map(({ text }) => plain(text)) ?? [];
function chartOf<K extends ChartSpec['kind']>({ drawing }: Figure, kind: K) {
  if (drawing?.spec.kind !== kind) throw new Error(`no ${kind}`);
  return drawing.spec as Extract<ChartSpec, { kind: K }>;
}
const irritants = [
  { id: 'IRR-1', label: 'Versions' },
  { id: 'IRR-2', label: 'INS' },
];
const monthly = (values: (number | null)[], given: Partial<Cell>): Cell[] =>
  values.map((value, index) =>
    cellWith({ period: addMonths(last, index - values.length + 1), value, ...given }),
  );
const byIrritant = answerOf('irritants.reports', [
  ...monthly([100, 100, 100, 300, 300, 300], { irritant: 'IRR-1' }),
  ...monthly([200, 200, 200, 190, 200, 210], { irritant: 'IRR-2' }),
]);
const lever = { month: '2026-07', label: 'INS en un clic', kind: 'lever' as const };

describe('reports by irritant', () => {
  const input: ReportsInput = {
    base: baseFor(),
    answer: byIrritant,
    total: answerOf('irritants.reports', [cellWith({ period: last, value: 600 })]),
    irritants,
    chosen: null,
    statusOf: (id) => (id === 'IRR-1' ? { status: 'Rouvert', since: 'mai 2026' } : null),
    hrefOf: (id) => `/irritants/${id}`,
    marks: [],
    marksAre: 'milestones',
    downloads: [],
  };

  it('name the most reported, its share, and what rises', () => {
    const figure = reportsFigure(input);
    expect(plain(figure.title)).toBe(
      '600 difficultés signalées en septembre 2026, d’abord « Versions »',
    );
    expect(plain(figure.sentence)).toContain('50,0 % du total publié');
    expect(plain(figure.sentence)).toContain('en hausse sur le trimestre : « Versions »');
    expect(texts(figure, 0)).toEqual(['300', '900', '300', 'en hausse', 'Rouvert', 'mai 2026']);
    expect(texts(figure, 1).slice(-2)).toEqual(['–', '–']);
  });

  it('put the chosen one in bold, with its levers on the curve', () => {
    const figure = reportsFigure({
      ...input,
      chosen: 'IRR-2',
      marks: [lever, { ...lever, month: '2019-01' }],
      marksAre: 'levers',
    });
    const chart = chartOf(figure, 'trend');
    expect(chart.lines.map(({ id, role }) => [id, role])).toEqual([
      ['IRR-2', 'own'],
      ['IRR-1', 'other'],
    ]);
    expect(chart.marks).toEqual([lever]);
    expect(plain(figure.title)).toBe('« INS » : 210 signalements en septembre 2026');
    expect(figure.notes.join(' ')).toContain('INS en un clic (juillet 2026)');
  });

  it('follow the month asked for, and say a hidden one', () => {
    const hidden = answerOf('irritants.reports', monthly([50, null], { irritant: 'IRR-1' }));
    const figure = reportsFigure({ ...input, answer: hidden, total: null, chosen: 'IRR-1' });
    expect(figure.title).toContain('valeur non publiée');
    expect(figure.sentence).toContain('moins de 11 observés');
    const before = reportsFigure({ ...input, base: baseFor('en', '2026-06'), total: null });
    expect(plain(before.title)).toBe('“INS”, the most reported irritant in June 2026: 200 times');
  });

  it('stand without any data at all', () => {
    const figure = reportsFigure({
      ...input,
      answer: answerOf('irritants.reports', []),
      total: null,
    });
    expect(figure.drawing).toBeNull();
    expect(figure.title).toContain('rien de publié');
  });
});

describe('one irritant', () => {
  const reopened = answerOf('irritants.reopened', monthly([null, null], { irritant: 'IRR-1' }));
  const resolved = answerOf('irritants.resolved', monthly([40, 50], { irritant: 'IRR-1' }));
  const input = {
    base: baseFor(),
    irritant: 'IRR-1',
    reported: byIrritant,
    resolved,
    reopened,
    marks: [lever],
    downloads: [],
  };

  it('says what was reported, resolved and reopened, and what is hidden', () => {
    const figure = historyFigure(input);
    expect(plain(figure.title)).toBe('300 signalements en septembre 2026 ; trimestre en hausse');
    expect(plain(figure.sentence)).toBe(
      'En septembre 2026, 300 difficultés signalées, 50 résolues ; rouvertes : moins de 11 observés ; ' +
        '900 signalements sur trois mois contre 300 les trois mois d’avant (en hausse).',
    );
    expect(texts(figure, 0)).toEqual(['300', '50', 'Moins de 11 observés', '–']);
    expect(texts(figure, 2).at(-1)).toBe('INS en un clic');
  });

  it('does not mind that a measure is not published', () => {
    const figure = historyFigure({ ...input, resolved: null, reopened: null });
    expect(chartOf(figure, 'trend').lines.map(({ id }) => id)).toEqual(['reported']);
    expect(plain(figure.sentence)).toContain('résolues : non publié');
    const numbers = keyNumbersOf(baseFor(), 'IRR-1', {
      reported: byIrritant,
      resolved: null,
      reopened,
    });
    expect(numbers.map(({ hidden }) => hidden)).toEqual([false, true, true]);
  });

  it('stands without any data at all', () => {
    const figure = historyFigure({ ...input, irritant: 'IRR-9' });
    expect(figure.title).toContain('rien de publié');
    expect(figure.drawing).toBeNull();
  });
});

describe('channels', () => {
  const answer = answerOf('irritants.reports', [
    cellWith({ period: last, irritant: 'IRR-1', channel: 'form', value: 30 }),
    cellWith({ period: last, irritant: 'IRR-1', channel: 'field' }),
    cellWith({ period: last, irritant: 'IRR-2', channel: 'field', value: 12 }),
  ]);
  const input = {
    base: baseFor(),
    answer,
    channels: [
      { id: 'field', label: 'Terrain' },
      { id: 'form', label: 'Formulaire' },
    ],
    irritants,
    irritant: irritants[0]!,
    table: 'all' as const,
    month: null,
    hrefOf: (id: string) => `/irritants/${id}`,
    downloads: [],
  };

  it('are ranked for one irritant, and crossed with all in the table', () => {
    const figure = channelsFigure(input);
    expect(plain(figure.title)).toContain('par le canal « Formulaire », 30 signalements');
    expect(figure.sentence).toContain('un canal non publié (moins de 11 observés)');
    expect(chartOf(figure, 'bars').rows.map(({ id }) => id)).toEqual(['form', 'field']);
    expect(texts(figure, 0)).toEqual(['Moins de 11 observés', '30']);
    expect(texts(figure, 1)).toEqual(['12', 'Non publié']);
  });

  it('give no share where a channel is hidden', () => {
    const figure = channelsFigure({ ...input, table: 'one' });
    expect(texts(figure, 0)).toEqual(['30', '–']);
  });

  it('say that none is published', () => {
    const hidden = answerOf('irritants.reports', [
      cellWith({ period: last, irritant: 'IRR-1', channel: 'form' }),
    ]);
    const figure = channelsFigure({ ...input, answer: hidden });
    expect(figure.title).toContain('aucun canal publié');
    expect(figure.drawing).toBeNull();
    expect(channelsFigure({ ...input, answer: answerOf('irritants.reports', []) }).title).toContain(
      'rien de publié',
    );
  });
});

describe('regions', () => {
  const at = (territory: string, value: number | null): Cell =>
    cellWith({ period: last, territory, value });
  const input = {
    base: baseFor(),
    reports: answerOf('irritants.reports', [
      at('REG-84', 400),
      at('REG-11', 60),
      at('REG-06', null),
    ]),
    installed: answerOf('equipment.installed', [
      at('REG-84', 10_000),
      at('REG-11', 10_000),
      at('REG-06', 500),
    ]),
    nation: {
      reports: answerOf('irritants.reports', [at('FR', 1_000)]),
      installed: answerOf('equipment.installed', [at('FR', 100_000)]),
    },
    regions: ['REG-06', 'REG-11', 'REG-84'].map((id) => ({ id, name: id, href: `/${id}` })),
    name: 'Tous irritants',
    month: null,
    downloads: [],
  };

  it('are held against the equipped and the nation', () => {
    const figure = regionsFigure(input);
    expect(plain(figure.title)).toBe(
      'Tous irritants : seule la région REG-84 signale nettement plus que la France',
    );
    expect(plain(figure.sentence)).toContain('de 60 (REG-11) à 400 (REG-84)');
    expect(figure.sentence).toContain('une région non publiée');
    expect(chartOf(figure, 'bars').reference?.value).toBe(100);
    expect(texts(figure, 2)).toEqual(['Moins de 11 observés', '500', '–', '–']);
  });

  it('say that none stands out, or that none is published', () => {
    const even = { ...input, nation: { reports: null, installed: null } };
    expect(regionsFigure(even).title).toContain('aucune région publiée');
    const hidden = { ...input, reports: answerOf('irritants.reports', [at('REG-06', null)]) };
    const figure = regionsFigure(hidden);
    expect(figure.title).toContain('aucune région publiée en septembre 2026');
    expect(figure.drawing).toBeNull();
  });
});

describe('events by reason', () => {
  const of = (measure: string, counts: Record<string, number | null>) =>
    reasonsFigure({
      base: baseFor(),
      id: 'motifs',
      answer: answerOf(
        measure,
        Object.entries(counts).map(([reason, value]) => cellWith({ period: last, reason, value })),
      ),
      reasons: [
        { id: 'one', label: 'Une identité' },
        { id: 'technical', label: 'Échec technique' },
        { id: 'ins_not_qualified', label: 'INS non qualifiée' },
        { id: 'user', label: 'Choix' },
      ],
      downloads: [],
    });

  it('say the share of calls that find an identity', () => {
    expect(plain(of('identity.returns', { one: 95, technical: 5 }).title)).toBe(
      '95,0 % des appels au téléservice INSi trouvent une identité',
    );
  });

  it('name the first reason, acronyms kept', () => {
    const figure = of('feeding.withheld', { user: 40, ins_not_qualified: 60 });
    expect(plain(figure.title)).toBe(
      'Premier motif de non-envoi, « INS non qualifiée » : 60,0 % du total',
    );
    expect(plain(figure.sentence)).toContain('100 documents au total : INS non qualifiée (60)');
    expect(texts(figure, 1)).toEqual(['40', '40,0 %', '–']);
  });

  it('give counts and no share where one is hidden', () => {
    const figure = of('feeding.rejected', { user: 40, technical: null });
    expect(plain(figure.title)).toContain('« Choix » : 40');
    expect(figure.sentence).toContain('d’autres motifs non publiés');
    expect(texts(figure, 0)[1]).toBe('–');
  });

  it('say that none is published, or nothing at all', () => {
    const hidden = of('identity.mismatches', { user: null });
    expect(hidden.title).toContain('aucun motif publié');
    expect(hidden.drawing).toBeNull();
    expect(of('identity.mismatches', {}).title).toContain('rien de publié');
  });
});

describe('curve of a measure', () => {
  const rate = (period: string, value: number | null) =>
    cellWith({ period, value, numerator: value, denominator: value === null ? null : 100 });
  const input = {
    base: baseFor(),
    id: 'identity-rate',
    answer: answerOf('identity.rate', [
      rate('2025-09', 60),
      rate('2026-06', 70),
      rate('2026-07', 75),
      rate('2026-08', null),
      rate('2026-09', 80),
    ]),
    nation: { id: 'FR', name: 'France' },
    marks: [lever],
    concern: null,
    downloads: [],
  };

  it('says the value, its change, and what it was before the first lever', () => {
    const figure = curveFigure(input);
    expect(plain(figure.title)).toContain(': 80,0 % en septembre 2026');
    expect(plain(figure.sentence)).toContain('+20,0 points depuis septembre 2025');
    expect(plain(figure.sentence)).toContain(
      '70,0 % le mois d’avant le premier levier (INS en un clic, juillet 2026)',
    );
    expect(figure.notes.join(' ')).toContain('cause non établie');
    expect(chartOf(figure, 'trend').lines[0]?.holes).toMatchObject({ 11: 'Moins de 11 observés' });
  });

  it('claims no lever that has no date, and says a hidden month', () => {
    expect(curveFigure({ ...input, marks: [] }).notes.join(' ')).toContain('Aucun levier');
    const hidden = curveFigure({ ...input, base: baseFor('fr', '2026-08') });
    expect(hidden.title).toContain('valeur non publiée');
    expect(curveFigure({ ...input, answer: answerOf('identity.rate', []) }).drawing).toBeNull();
  });
});
