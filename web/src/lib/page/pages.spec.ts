import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixtureApi, type FixtureApi } from '../../../dev/fixture-api.ts';
import { wordsOf } from '../../../dev/words.ts';
import { createApi } from '../api/client.ts';
import type { Figure } from '../figure/figure.ts';
import type { Locale } from '../i18n/locale.ts';
import { loadHome, openHome } from './home.ts';
import { loadList, openList } from './list-page.ts';
import type { Part } from './part.ts';
import { loadTerritory, openTerritory } from './territory-page.ts';

let fixture: FixtureApi;
beforeAll(async () => {
  fixture = await startFixtureApi();
});
afterAll(() => fixture.close());

const api = () => createApi(fixture.url, null);
const home = async (query = '', locale: Locale = 'fr') =>
  loadHome(await openHome(api(), locale, wordsOf(locale), new URLSearchParams(query)));
const territory = async (id: string, query = '', locale: Locale = 'fr') => {
  const opened = await openTerritory(
    api(),
    locale,
    wordsOf(locale),
    new URLSearchParams(query),
    id,
  );
  if (opened === null) throw new Error(`no ${id}`);
  return loadTerritory(opened);
};

function valueOf<T>(part: Part<T>): T {
  if (!part.loaded) throw new Error(`${part.name} is missing`);
  return part.value;
}
const figureIn = (part: Part<Figure | null> | null): Figure => {
  const value = part === null ? null : valueOf(part);
  if (value === null) throw new Error('no figure');
  return value;
};
/** Words that a message wanted and did not get. */
const holes = /\{\w+\}|undefined|NaN|\[object/;

describe('the page of France', () => {
  it('tells open, activated and used apart, each with what it is a part of', async () => {
    const { numbers, figure } = valueOf((await home()).profiles);
    expect(numbers.map(({ label }) => label)).toEqual([
      'Profils ouverts',
      'Profils activés',
      'Utilisateurs du mois',
    ]);
    const [open, activated, used] = numbers;
    expect(activated?.detail).toContain(open?.value);
    expect(used?.detail).toContain(activated?.value);
    expect(open?.detail).toMatch(/habitants/);
    expect(figure?.table.rows).toHaveLength(3);
  });

  it.each(['fr', 'en'] as const)('fills every sentence, in %s', async (locale) => {
    for (const flow of ['feeding', 'activation', 'identity', 'messaging', 'documents']) {
      const page = await home(`flow=${flow}&region=REG-84&measure=identity.rate`, locale);
      const said = JSON.stringify(page, (key, value: unknown) =>
        ['wide', 'narrow', 'spec'].includes(key) ? undefined : value,
      );
      expect(said, flow).not.toMatch(holes);
    }
  });

  it('compares the last complete month with the same month of the year before', async () => {
    const cards = valueOf((await home()).flowCards);
    expect(cards.map(({ id }) => id)).toEqual(['feeding', 'activation', 'identity', 'messaging']);
    for (const card of cards) {
      expect(card.period).toMatch(/septembre 2026$/);
      expect(card.change).toMatch(/septembre 2025.*septembre 2026/);
    }
    expect(cards[3]?.goal).toMatch(/5.*soit .* de (plus|moins)/);
    expect(cards[2]?.goal).toMatch(/Aucun objectif/);
  });

  it('draws the regions around France, and the departments with their states', async () => {
    const page = await home();
    const curves = valueOf(page.curves).figure;
    expect(curves.drawing?.spec.kind).toBe('adoption');
    expect(curves.table.rows).toHaveLength(18);
    const map = figureIn(page.map);
    const areas = map.drawing?.spec.kind === 'map' ? map.drawing.spec.areas : [];
    expect(areas).toHaveLength(101);
    expect(areas.find(({ id }) => id === 'DEP-15')).toMatchObject({ value: null, state: 'lt11' });
    expect(map.notes.join()).toContain('Cantal');
  });

  it('says what moved most between two complete months, or that there is nothing to say', async () => {
    for (const change of valueOf((await home()).changes)) {
      expect(change.months).toContain('septembre 2026 par rapport à août 2026');
      expect(change.sentences.length).toBeGreaterThan(0);
    }
    // October may still change.
    for (const change of valueOf((await home('period=2026-10')).changes)) {
      expect(change.sentences.map(({ text }) => text).join()).toMatch(/^Rien à dire/);
    }
  });

  it('keeps the rest where one part does not come', async () => {
    fixture.failing = ['split=department', 'measure=messaging'];
    const page = await home();
    fixture.failing = [];
    expect(page.map.loaded).toBe(false);
    expect(page.curves.loaded).toBe(true);
    const cards = valueOf(page.flowCards);
    expect(cards.map(({ missing }) => missing)).toEqual([false, false, false, true]);
    const changes = valueOf(page.changes).map(({ sentences }) => sentences[0]?.text);
    expect(changes[3]).toBe('Momentanément indisponible');
    expect(changes[0]).toContain('France entière');
  });

  it('reports what the address asks for in vain, with the closest choice', async () => {
    const { faults } = await home('region=bretange&measure=identity&flow=x&period=2031-01');
    expect(faults).toHaveLength(4);
    expect(faults.map(({ suggestion }) => suggestion?.label)).toContain('Bretagne');
    for (const { suggestion } of faults) expect(suggestion?.href).toMatch(/^\/(\?|$)/);
  });
});

describe('the page of a territory', () => {
  it('says its lag, follows its funnel, and ranks its departments', async () => {
    const page = await territory('REG-84');
    expect(valueOf(page.curves).lags?.nation.text).toMatch(/la France/);
    expect(figureIn(page.funnel).table.rows.map(({ header }) => header)).toEqual([
      'Ont commandé',
      'Sont équipés',
      'Ont vu un patient à l’INS qualifiée',
      'Ont alimenté le DMP',
    ]);
    expect(figureIn(page.sectors).table.rows).toHaveLength(6);
    const ranking = figureIn(page.ranking);
    expect(ranking.table.rows).toHaveLength(12);
    expect(ranking.table.rows.at(-1)?.header).toBe('Cantal');
    expect(ranking.notes.join()).toContain('Cantal');
  });

  it('narrows the funnel of a region to a sector, and has none in a department', async () => {
    const page = await territory('REG-84', 'sector=biologie');
    expect(figureIn(page.funnel).eyebrow).toContain('Biologie médicale');
    const department = await territory('DEP-69', 'sector=biologie');
    expect(figureIn(department.funnel).eyebrow).not.toContain('Biologie');
    expect(figureIn(department.funnel).notes.join()).toContain('ne sont pas publiés séparément');
    expect(department.sectors).toBeNull();
  });

  it('says where the lag cannot be calculated', async () => {
    const page = await territory('DEP-15');
    expect(valueOf(page.curves).lags?.nation.text).toContain('non calculable');
    expect(valueOf(page.curves).figure.sentence).toContain('non calculable');
  });

  it.each(['fr', 'en'] as const)(
    'fills every sentence of every territory, in %s',
    async (locale) => {
      for (const id of ['REG-06', 'REG-94', 'REG-01', 'DEP-976', 'DEP-2A', 'DEP-48', 'DEP-75']) {
        const page = await territory(id, 'flow=identity', locale);
        const said = JSON.stringify(page, (key, value: unknown) =>
          ['wide', 'narrow', 'spec'].includes(key) ? undefined : value,
        );
        expect(said, id).not.toMatch(holes);
      }
    },
  );
});

describe('the list of territories', () => {
  const list = async (query: string) =>
    loadList(await openList(api(), 'fr', wordsOf('fr'), new URLSearchParams(query)));

  it('finds by name, by code, and says which may have been meant', async () => {
    const names = async (q: string) => (await list(`q=${q}`)).found?.matches.map(({ id }) => id);
    expect(await names('bretagne')).toEqual(['REG-53']);
    expect(await names('84')).toEqual(['REG-84', 'DEP-84']);
    expect(await names('1')).toContain('DEP-01');
    expect(await names('DEP-2A')).toEqual(['DEP-2A']);
    expect(await names('cote-d')).toContain('DEP-21');
    const { found } = await list('q=Bretange');
    expect(found).toMatchObject({ matches: [], nearest: { id: 'REG-53' } });
  });

  it('ranks regions, or departments', async () => {
    expect(figureIn((await list('')).ranking).table.rows).toHaveLength(18);
    expect(figureIn((await list('level=department')).ranking).table.rows).toHaveLength(101);
  });
});
