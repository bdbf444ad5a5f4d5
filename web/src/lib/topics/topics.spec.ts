import type { Problem } from '@vigie/contract';
import { describe, expect, it, vi } from 'vitest';
import { answerOf, baseFor, cellWith } from '../../../dev/topic-series.ts';
import { wordsOf } from '../../../dev/words.ts';
import { ApiProblem, ApiUnavailable } from '../api/errors.ts';
import { formatLastDay } from '../format/date.ts';
import { lowered } from './base.ts';
import { cellsBy, holesOf, lastFirmOf, provisionalFrom, sumOf } from './cells.ts';
import { barsChart, largestFirst } from './charts.ts';
import { sayFaults } from './faults.ts';
import { panelOf } from './panel.ts';
import { trendOf } from './trend.ts';

const words = wordsOf('fr');
const line = (...values: (number | null)[]) =>
  new Map(
    values.map((value, index) => {
      const period = `2026-0${index + 1}`;
      return [period, cellWith({ period, value })];
    }),
  );

describe('cells by a category', () => {
  const cells = [
    cellWith({ period: '2026-09', irritant: 'IRR-1', value: 20 }),
    cellWith({ period: '2026-10', irritant: 'IRR-1', value: 30, provisional: true }),
    cellWith({ period: '2026-09', irritant: 'IRR-2' }),
    cellWith({ period: '2026-09', value: 99 }),
  ];
  const lines = cellsBy(cells, 'irritant');

  it('leave out those that are of no category', () => {
    expect([...lines.keys()]).toEqual(['IRR-1', 'IRR-2']);
    expect(lines.get('IRR-1')?.get('2026-09')?.value).toBe(20);
  });

  it('are firm up to the month that no line may still change', () => {
    expect(lastFirmOf(lines)).toBe('2026-09');
    expect(lastFirmOf(new Map())).toBeNull();
    expect(provisionalFrom(['2026-09', '2026-10'], '2026-09')).toBe(1);
    expect(provisionalFrom(['2026-09'], '2026-09')).toBeNull();
    expect(provisionalFrom(['2026-09'], null)).toBe(0);
  });

  it('say why a month is empty', () => {
    const holes = holesOf(lines.get('IRR-2'), ['2026-08', '2026-09'], (state) => state, 'absent');
    expect(holes).toEqual({ 0: 'absent', 1: 'lt11' });
  });

  it('add up only where every one is published', () => {
    expect(sumOf([cells[0], cells[1]])).toBe(50);
    expect(sumOf([cells[0], cells[2]])).toBeNull();
    expect(sumOf([cells[0], undefined])).toBeNull();
    expect(sumOf([])).toBeNull();
  });
});

describe('trend of a quarter', () => {
  it('is called rising or falling beyond what chance does', () => {
    expect(trendOf(line(100, 100, 100, 200, 200, 200), '2026-06', 1)).toEqual({
      trend: 'up',
      recent: 600,
      before: 300,
    });
    expect(trendOf(line(200, 200, 200, 100, 100, 100), '2026-06', 1).trend).toBe('down');
    expect(trendOf(line(100, 100, 100, 102, 99, 104), '2026-06', 1).trend).toBe('flat');
    expect(trendOf(line(0, 0, 0, 0, 0, 0), '2026-06', 1).trend).toBe('flat');
  });

  it('needs more where each observed report stands for many', () => {
    const values = line(40, 40, 40, 60, 60, 60);
    expect(trendOf(values, '2026-06', 1).trend).toBe('up');
    expect(trendOf(values, '2026-06', 10).trend).toBe('flat');
  });

  it('cannot be calculated over a hidden, missing or provisional month', () => {
    expect(trendOf(line(100, 100, null, 200, 200, 200), '2026-06', 1).trend).toBe('unknown');
    expect(trendOf(line(200, 200, 200), '2026-03', 1).trend).toBe('unknown');
    expect(trendOf(undefined, '2026-03', 1).trend).toBe('unknown');
    const open = line(100, 100, 100, 200, 200, 200);
    open.set('2026-06', cellWith({ period: '2026-06', value: 200, provisional: true }));
    expect(trendOf(open, '2026-06', 1)).toMatchObject({ trend: 'unknown', recent: null });
  });
});

describe('bars', () => {
  it('are ranked largest first, hidden last, ties by id', () => {
    const values = [
      { id: 'b', value: 5 },
      { id: 'h', value: null },
      { id: 'a', value: 5 },
      { id: 'c', value: 9 },
    ];
    expect(largestFirst(values).map(({ id }) => id)).toEqual(['c', 'a', 'b', 'h']);
  });

  it('carry the state of what is hidden in words', () => {
    const { measure } = answerOf('irritants.reports', []);
    const chart = barsChart(baseFor(), measure, [
      { id: 'x', name: 'X', value: null, state: 'lt11' },
      { id: 'y', name: 'Y', value: null, state: 'absent' },
    ]);
    expect(chart.rows.map(({ stateLabel }) => stateLabel)).toEqual([
      'Moins de 11 observés',
      words.state_absent(),
    ]);
  });
});

describe('texts', () => {
  it('lose their capital inside of a sentence, acronyms keep theirs', () => {
    expect(lowered('Secret des éditeurs')).toBe('secret des éditeurs');
    expect(lowered('INS non qualifiée')).toBe('INS non qualifiée');
    expect(lowered('')).toBe('');
  });

  it('know the last day of a month, leap years too', () => {
    expect(formatLastDay('2024-02', 'fr')).toBe('29 février 2024');
    expect(formatLastDay('2026-12', 'en')).toBe('31 December 2026');
  });

  it('say a fault with the address of the closest choice, and no text without end', () => {
    const [fault] = sayFaults<'sector' | 'period'>(
      [{ parameter: 'sector', given: 'x'.repeat(300), suggestion: { id: 'mdv', label: 'MdV' } }],
      { sector: null, period: '2026-09' },
      '/editeurs',
      { sector: words.vendors_fault_sector, period: words.fault_period },
    );
    expect(fault?.sentence.length).toBeLessThan(100);
    expect(fault?.suggestion?.href).toBe('/editeurs?sector=mdv&period=2026-09');
  });
});

describe('a figure that cannot be had', () => {
  const failing = (error: Error) => panelOf(words, 'x', 'Titre', () => Promise.reject(error));
  const problem = (code: Problem['code']): ApiProblem =>
    new ApiProblem({ type: 'about:blank', title: code, status: 400, detail: code, code });

  it('says that it may be tried again where the API is down', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const panel = await failing(new ApiUnavailable('/v1/series', null));
    expect(panel).toMatchObject({ kind: 'missing', id: 'x', retry: true });
    vi.restoreAllMocks();
  });

  it('says that it is not published yet where no edition holds it', async () => {
    const panel = await failing(problem('not_in_lattice'));
    expect(panel).toMatchObject({ kind: 'missing', retry: false });
  });

  it('does not hide a fault of ours, nor a first load', async () => {
    await expect(failing(new TypeError('ours'))).rejects.toThrow('ours');
    await expect(failing(problem('no_edition_yet'))).rejects.toThrow();
  });
});
