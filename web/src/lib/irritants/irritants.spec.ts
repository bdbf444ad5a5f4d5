import type { Irritants } from '@vigie/contract';
import { describe, expect, it } from 'vitest';
import { irritants, irritantStatuses, levers, stages } from '../../../dev/fixture-topics.ts';
import { answerOf, baseFor, cellWith } from '../../../dev/topic-series.ts';
import { wordsOf } from '../../../dev/words.ts';
import { addMonths } from '../format/date.ts';
import { irritantCards, statusText } from './cards.ts';
import { evidenceOf } from './evidence.ts';
import { leverMarks, milestoneMarks } from './marks.ts';
import { leverRows, neighboursOf, pathOf } from './path.ts';
import { clearlyAbove, reportRate } from './regions.ts';
import { rankIrritants } from './ranking.ts';

const words = wordsOf('fr');
const described: Irritants = { irritants, levers, stages, statuses: irritantStatuses };
const choices = irritants.map(({ id, name }) => ({ id, label: name.fr }));
const last = '2026-09';
const reported = (irritant: string, values: (number | null)[]) =>
  values.map((value, index) =>
    cellWith({ period: addMonths(last, index - values.length + 1), irritant, value }),
  );

describe('path of the professional', () => {
  const path = pathOf(described, irritants, 'fr', words);

  it('holds every barrier once, at its stage, stages in their order', () => {
    expect(path.map(({ id }) => id)).toEqual(
      stages.map(({ id }) => id).filter((id) => path.some((stage) => stage.id === id)),
    );
    const ids = path.flatMap(({ barriers }) => barriers.map(({ id }) => id));
    expect(ids).toHaveLength(24);
    expect(new Set(ids).size).toBe(24);
    expect(path.map(({ barriers }) => barriers.length).slice(0, 4)).toEqual([1, 6, 8, 9]);
  });

  it('names the levers of a barrier with their dates, or that they have none', () => {
    const oneClick = path.flatMap(({ barriers }) => barriers).find(({ id }) => id === 'BAR-08');
    expect(oneClick?.levers[0]?.text).toMatch(/^INS qualifiée en un clic \(.+ 20\d\d\)$/);
    const undated = pathOf(
      { stages, levers: levers.map((lever) => ({ ...lever, first_on: null })) },
      irritants,
      'en',
      wordsOf('en'),
    );
    expect(undated[1]?.barriers[0]?.levers[0]?.text).toContain('(not in force yet)');
  });

  it('is short for one irritant, and has no barrier for some', () => {
    const own = (id: string) =>
      pathOf(
        described,
        irritants.filter((irritant) => irritant.id === id),
        'fr',
        words,
      );
    expect(own('IRR-2').map(({ id }) => id)).toEqual(['ins_qualified']);
    expect(own('IRR-7').flatMap(({ barriers }) => barriers)).toEqual([]);
  });
});

describe('levers', () => {
  it('come first in force first, those without a date last', () => {
    const rows = leverRows(described, null, 'fr', words);
    expect(rows).toHaveLength(levers.length);
    const dated = rows.filter((row) => row.dated).length;
    expect(rows.slice(dated).every((row) => row.first === 'pas encore')).toBe(true);
    expect(leverRows(described, ['LEV-02'], 'fr', words).map(({ id }) => id)).toEqual(['LEV-02']);
  });

  it('become marks in the order of time', () => {
    const marks = leverMarks(levers, 'fr');
    expect(marks.map(({ month }) => month)).toEqual(marks.map(({ month }) => month).sort());
    expect(marks).toHaveLength(levers.filter(({ first_on }) => first_on !== null).length);
  });

  it('leave a curve of all irritants to the milestones of the work with vendors', () => {
    const name = { fr: 'Comité', en: 'Committee' };
    const milestone = { kind: 'event' as const, name, territories: [] };
    expect(
      milestoneMarks(
        [
          { ...milestone, id: 'sentinelle_committee', date: '2023-01' },
          { ...milestone, id: 'mdv_install', date: '2023-09-20' },
        ],
        'fr',
      ),
    ).toEqual([{ month: '2023-01', label: 'Comité', kind: 'milestone' }]);
  });
});

describe('ranking', () => {
  const answer = answerOf('irritants.reports', [
    ...reported('IRR-1', [90, 90, 90, 90, 90, 90]),
    ...reported('IRR-2', [500, 500, 500, 100, 100, 100]),
    ...reported('IRR-3', [90, 90, 90, 90, 90, 90]),
    ...reported('IRR-7', [30, 30, 30, 30, 30, null]),
  ]);
  const { month, ranked } = rankIrritants(baseFor(), answer, choices);

  it('puts the most reported first, ties by id, those not published last', () => {
    expect(month).toBe(last);
    expect(ranked.slice(0, 3).map(({ id }) => id)).toEqual(['IRR-2', 'IRR-1', 'IRR-3']);
    expect(ranked.map(({ test }) => test.trend).slice(0, 2)).toEqual(['down', 'flat']);
    const hidden = ranked.find(({ id }) => id === 'IRR-7');
    expect(hidden).toMatchObject({ value: null, hidden: 'Moins de 11 observés' });
    expect(hidden?.test.trend).toBe('unknown');
  });

  it('makes one card for each irritant, with its status and since when', () => {
    const cards = irritantCards(baseFor(), described, ranked, (id) => `/irritants/${id}`);
    expect(cards).toHaveLength(7);
    expect(cards[0]).toMatchObject({ id: 'IRR-2', reports: '100', trendWord: 'en baisse' });
    expect(cards.find(({ id }) => id === 'IRR-7')).toMatchObject({
      reports: null,
      hidden: 'Moins de 11 observés',
      trendWord: 'non calculable',
    });
    const unknown = { status: null, status_since: null } as const;
    const irritant = { ...irritants[0]!, ...unknown };
    expect(statusText({ words, locale: 'fr' }, described, irritant)).toBe('État pas encore publié');
  });

  it('keeps the order of the API where nothing is published', () => {
    const nothing = rankIrritants(baseFor(), answerOf('irritants.reports', []), choices);
    expect(nothing.month).toBeNull();
    const cards = irritantCards(baseFor(), described, [], (id) => id);
    expect(cards.map(({ id }) => id)).toEqual(irritants.map(({ id }) => id));
    expect(cards[0]?.hidden).toBe(words.state_absent());
  });
});

describe('reports of a region', () => {
  const cell = (value: number | null) => cellWith({ period: last, value });

  it('are held against the equipped, with a range that the scale widens', () => {
    const rate = reportRate(cell(100), cell(10_000), 1);
    expect(rate.value).toBe(100);
    expect(rate.range?.low).toBeCloseTo(80.4);
    expect(reportRate(cell(100), cell(10_000), 4).range?.low).toBeCloseTo(60.8);
  });

  it('have no rate without both counts, nor under 300 equipped', () => {
    expect(reportRate(cell(null), cell(10_000), 1)).toMatchObject({ value: null, state: 'lt11' });
    expect(reportRate(undefined, cell(10_000), 1).state).toBe('absent');
    expect(reportRate(cell(20), undefined, 1).state).toBe('absent');
    expect(reportRate(cell(20), cell(299), 1).state).toBe('small_denominator');
  });

  it('stand out only with their whole range', () => {
    const region = (id: string, reports: number) => ({
      id,
      name: id,
      href: `/${id}`,
      reports: cell(reports),
      installed: cell(10_000),
      ...reportRate(cell(reports), cell(10_000), 5),
    });
    const regions = [region('a', 60), region('b', 200), region('c', 400)];
    expect(clearlyAbove(regions, 55).map(({ id }) => id)).toEqual(['c', 'b']);
    expect(clearlyAbove(regions, null)).toEqual([]);
  });
});

describe('neighbours and evidence', () => {
  it('lead to the irritant before and after', () => {
    expect(neighboursOf(irritants, 'IRR-1', 'fr').previous).toBeNull();
    expect(neighboursOf(irritants, 'IRR-1', 'fr').following?.id).toBe('IRR-2');
    expect(neighboursOf(irritants, 'IRR-7', 'fr').following).toBeNull();
    expect(neighboursOf(irritants, 'x', 'fr')).toEqual({ previous: null, following: null });
  });

  it('say what is measured of an irritant, and that nothing is of another', () => {
    expect(evidenceOf('IRR-2').curves[0]?.measure).toBe('identity.rate');
    expect(evidenceOf('IRR-3').reasons).toEqual(['feeding.withheld', 'feeding.rejected']);
    expect(evidenceOf('IRR-7')).toEqual({ curves: [], reasons: [] });
  });
});
