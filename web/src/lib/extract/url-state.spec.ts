import { describe, expect, it } from 'vitest';
import type { Level } from './choices.ts';
import { choices } from './choices.fixture.ts';
import { mended } from './faults.ts';
import { foldForm } from './form.ts';
import { periodsOf } from './period.ts';
import { readExtract, writeExtract, type ExtractState } from './url-state.ts';

/** Reads `2…` of numbers in [0, 1) from a seed: the same seed, the same states. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function anyState(next: () => number): ExtractState {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  const some = <T>(items: readonly T[]): T[] => items.filter(() => next() < 0.4);
  const of = pick(choices.measures);
  const { grain, level, categories } = pick(of.cuboids);
  const levels: readonly Level[] = ['nation', 'region', 'department'];
  const territories = choices.territories
    .filter(({ kind }) => kind !== 'nation' && levels.indexOf(kind) <= levels.indexOf(level))
    .map(({ id }) => id);
  const values = Object.fromEntries(
    choices.categories
      .filter(({ id }) => categories.includes(id))
      .map(({ id, values: all }) => [id, some(all.map((value) => value.id))] as const)
      .filter(([, kept]) => kept.length > 0),
  );
  const span = choices.spans[grain];
  const all = periodsOf({ from: span.first, to: span.last });
  const ends = [pick(all), pick(all)].sort();
  const period = { from: ends[0]!, to: ends[1]! };
  const isUsual = period.from === span.from && period.to === span.to;
  return {
    measure: of.id,
    grain,
    level,
    categories: [...categories],
    territories: some(territories).sort(),
    values,
    period: next() < 0.4 || isUsual ? null : period,
    asOf: next() < 0.5 ? null : 1 + Math.floor(next() * 500),
    page: next() < 0.5 ? 1 : 1 + Math.floor(next() * 30),
  };
}

const read = (query: string) => readExtract(new URLSearchParams(query), choices);
const written = (query: string): string => writeExtract(read(query).state, choices);

describe('state of an extract in its address', () => {
  const seed = Number(process.env['VIGIE_TEST_SEED'] ?? Date.now() % 1_000_000);

  it(`comes back as it was written, whatever it is (seed ${seed})`, () => {
    const next = random(seed);
    for (let round = 0; round < 2_000; round++) {
      const state = anyState(next);
      const address = writeExtract(state, choices);
      expect(read(address), `seed ${seed}, round ${round}: ${address}`).toEqual({
        state,
        faults: [],
      });
      expect(written(address)).toBe(address);
    }
  });

  it(`survives any text as any parameter (seed ${seed})`, () => {
    const next = random(seed + 1);
    const scraps = [
      '',
      'x',
      '..',
      '2026-13',
      '84',
      'région',
      'sector',
      '%',
      'é'.repeat(300),
      ',,',
      '-1',
      'DEP-01,x',
    ];
    const names = [
      'measure',
      'split',
      'territory',
      'sector',
      'period',
      'grain',
      'as_of',
      'page',
      'from',
      'zzz',
    ];
    for (let round = 0; round < 500; round++) {
      const query = new URLSearchParams();
      for (const name of names) {
        if (next() < 0.4) query.append(name, scraps[Math.floor(next() * scraps.length)]!);
      }
      const { state } = readExtract(foldForm(query).query, choices);
      expect(read(writeExtract(state, choices)), `seed ${seed}: ${query}`).toEqual({
        state,
        faults: [],
      });
    }
  });

  it('writes only what differs from the usual, readably', () => {
    expect(written('')).toBe('');
    expect(written('measure=feeding.rate&split=nation&period=2024-10..2026-09&page=1')).toBe('');
    expect(written('split=sector,region&territory=REG-84,REG-53&sector=officine,mdv&as_of=7')).toBe(
      '?split=region,sector&territory=REG-53,REG-84&sector=mdv,officine&as_of=7',
    );
    expect(written('measure=feeding.documents&grain=day')).toBe(
      '?measure=feeding.documents&grain=day',
    );
    expect(written('measure=market.feeding_rate_median')).toBe(
      '?measure=market.feeding_rate_median',
    );
  });

  it('takes the level of the territories, and crosses what it filters', () => {
    expect(read('territory=DEP-01').state).toMatchObject({ level: 'department' });
    expect(read('split=department&territory=REG-84').state.territories).toEqual(['REG-84']);
    expect(read('sector=mdv').state.categories).toEqual(['sector']);
    expect(read('measure=feeding.documents&period=2026-10-01..').state.grain).toBe('day');
  });
});

describe('wrong parameters', () => {
  const fault = (query: string) => read(query).faults[0];

  it.each([
    ['measure=taux d’alimentation', 'unknown_measure', 'feeding.rate'],
    ['measure=feeding.rates', 'unknown_measure', 'feeding.rate'],
    ['split=regoin', 'unknown_dimension', 'region'],
    ['territory=bretange', 'unknown_territory', 'REG-53'],
    ['territory=84', 'bare_code', 'REG-84'],
    ['split=region,sector&sector=pharmacie', 'unknown_value', 'officine'],
    ['period=octobre', 'unreadable_period', '2024-10..2026-09'],
    ['period=2026-02-30', 'unreadable_period', '2024-10..2026-09'],
    ['period=2026-10..2026-01', 'backwards_period', '2026-01..2026-10'],
    ['period=2026-01..2026-02-01', 'mixed_period', '2024-10..2026-09'],
    ['period=2019-01..2022-03', 'outside_period', '2022-01..2022-03'],
    ['period=2031-01', 'outside_period', '2024-10..2026-09'],
    ['grain=week', 'unknown_grain', 'day'],
    ['mesure=feeding.rate', 'unknown_parameter', 'measure'],
  ])('%s is named, with the nearest valid choice', (query, kind, suggestion) => {
    expect(fault(query)).toMatchObject({ kind, suggestion });
  });

  it('ask which territory a bare code means, and take 1 for 01', () => {
    expect(fault('territory=84')).toMatchObject({ choices: ['REG-84', 'DEP-84'] });
    expect(fault('territory=1')).toMatchObject({ choices: ['DEP-01'] });
  });

  it('are no reason for a blank page: the nearest published crossing is shown', () => {
    const { state, faults } = read('split=department,sector');
    expect(faults).toMatchObject([
      { kind: 'not_published', instead: { level: 'region', categories: ['sector'] } },
    ]);
    expect(state).toMatchObject({ level: 'region', categories: ['sector'] });
    expect(fault('split=region&territory=DEP-01')).toMatchObject({ kind: 'too_fine' });
    expect(fault('page=-1')).toMatchObject({ kind: 'no_number', given: '-1' });
    expect(read('utm_source=mail').faults).toEqual([]);
  });

  it('are told up to a number, however full of them an address is', () => {
    const many = Array.from({ length: 4_000 }, (_, index) => `x${index}`);
    for (const name of ['territory', 'split', 'sector']) {
      const { faults } = readExtract(new URLSearchParams({ [name]: many.join(',') }), choices);
      expect(faults, name).toHaveLength(10);
    }
    expect(readExtract(new URLSearchParams(many.join('&')), choices).faults).toHaveLength(10);
  });

  it('are mended by the link that is offered', () => {
    for (const query of [
      'measure=feeding.rates&split=region',
      'split=department,sector&sector=mdv',
      'territory=DEP-01,bretange&split=department',
      'period=2026-10..2026-01',
      'mesure=feeding.documents',
      'grain=day&period=2026-01',
      'measure=activation.rate&grain=day',
      'split=region&territory=DEP-01',
    ]) {
      const asked = new URLSearchParams(query);
      const before = readExtract(asked, choices).faults;
      const after = readExtract(mended(asked, before[0]!), choices).faults;
      expect(after.length, query).toBeLessThan(before.length);
    }
  });
});

describe('a form sent without JavaScript', () => {
  const fold = (query: string) => {
    const { query: next, ...rest } = foldForm(new URLSearchParams(query));
    return { query: decodeURIComponent(next.toString()), ...rest };
  };

  it('becomes the words of an address', () => {
    expect(
      fold(
        'measure=feeding.rate&level=region&by=sector&territory=REG-84&territory=REG-53&from=2026-01&to=2026-09&as_of=',
      ),
    ).toEqual({
      query:
        'measure=feeding.rate&territory=REG-84,REG-53&split=region,sector&period=2026-01..2026-09',
      folded: true,
      adapt: false,
    });
    expect(fold('split=region').folded).toBe(false);
  });

  it('drops what belonged to what was changed', () => {
    expect(fold('level=region&by=&of_by=sector&sector=mdv').query).toBe('split=region');
    expect(fold('grain=day&from=2026-01&to=2026-09').query).toBe('grain=day');
    expect(fold('from=2026-09&to=2026-01').query).toBe('period=2026-01..2026-09');
    expect(fold('measure=a&of_measure=b').adapt).toBe(true);
    expect(fold('measure=a&of_measure=a&level=region&of_level=nation').adapt).toBe(true);
  });
});
