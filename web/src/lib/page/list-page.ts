import type { Api } from '../api/client.ts';
import type { Figure } from '../figure/figure.ts';
import type { Words } from '../figure/words.ts';
import { faultLines } from '../filters/fault-lines.ts';
import { filterFields } from '../filters/filter-fields.ts';
import { nearest } from '../filters/nearest.ts';
import { readState, writeState } from '../filters/url-state.ts';
import { localizedPath, type Locale } from '../i18n/locale.ts';
import { lastFirmOf, cellsBy } from '../topics/cells.ts';
import { curveMeasure, defaultCurve } from './flows.ts';
import { flowParameter, levelParameter, periodParameter } from './parameters.ts';
import { loadedOf, part } from './part.ts';
import { rankingFigure } from './ranking.figure.ts';
import { answerTo, openSite, recentPeriod, type Site } from './site.ts';
import type { PageTerritory } from './territory.ts';

export const listParameters = (site: Site) =>
  [
    { ...flowParameter(site), label: site.words.filter_ranked() },
    levelParameter(site),
    periodParameter(site),
  ] as const;

export async function openList(api: Api, locale: Locale, words: Words, query: URLSearchParams) {
  const opened = await openSite(api, locale, words);
  const parameters = listParameters(opened);
  const { state, faults } = readState(query, parameters);
  const site: Site = { ...opened, month: state.period };
  const asked = (query.get('q') ?? '').trim().slice(0, 80);
  return { site, parameters, state, faults, asked };
}
type List = Awaited<ReturnType<typeof openList>>;

/** The list of territories: found by name, and ranked by one measure. */
export async function loadList({ site, parameters, state, faults, asked }: List) {
  const { words, locale, territories } = site;
  const action = localizedPath('/territoires', locale);
  const ranking = await part(words.section_ranking(), loadRanking(site, state));
  return {
    ranking,
    asked,
    found: asked === '' ? null : findTerritories(territories, asked),
    state,
    fields: filterFields(parameters, state),
    faults: faultLines(faults, state, action, words),
  };
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

export interface Found {
  matches: PageTerritory[];
  /** Where nothing matches, the territory that was perhaps meant. */
  nearest: PageTerritory | null;
}

/** Territories whose name, id or code holds what was typed; those that begin with it first. */
export function findTerritories(territories: readonly PageTerritory[], asked: string): Found {
  const wanted = plain(asked);
  const below = territories.filter(({ kind }) => kind !== 'nation');
  // A spreadsheet turns 01 into 1.
  const code = /^\d$/.test(wanted) ? `0${wanted}` : wanted;
  const matches = below
    .map((territory) => {
      const name = plain(territory.name);
      const exact = territory.code.toLowerCase() === code || plain(territory.id) === wanted;
      const rank = exact ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : 3;
      return { territory, rank: rank === 3 && !name.includes(wanted) ? 4 : rank };
    })
    .filter(({ rank }) => rank < 4 && wanted !== '')
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        Number(a.territory.kind === 'department') - Number(b.territory.kind === 'department') ||
        a.territory.name.localeCompare(b.territory.name, 'fr'),
    )
    .map(({ territory }) => territory);
  if (matches.length > 0) return { matches, nearest: null };
  const closest = nearest(
    asked,
    below.map((territory) => ({ id: territory.id, label: territory.name })),
  );
  return { matches, nearest: below.find(({ id }) => id === closest?.id) ?? null };
}

async function loadRanking(site: Site, state: List['state']): Promise<Figure | null> {
  const measure = curveMeasure(state.flow ?? defaultCurve);
  const level = state.level === 'department' ? 'department' : 'region';
  const question = { measure, split: level, period: recentPeriod(site) };
  const [answer, nation] = await Promise.all([
    answerTo(site, question),
    answerTo(site, { measure, period: question.period }),
  ]);
  const month = site.month ?? lastFirmOf(cellsBy(answer?.rows ?? [], 'territory'));
  if (answer === null || month === null) return null;
  const kept = { flow: state.flow, period: state.period };
  return rankingFigure(site, {
    id: 'classement',
    answer,
    question,
    month,
    provisional: answer.rows.some((cell) => cell.period === month && cell.provisional),
    territories: site.territories.filter(({ kind }) => kind === level),
    level,
    within: null,
    own: null,
    hrefOf: ({ id }) => localizedPath(`/territoires/${id}${writeState(kept)}`, site.locale),
    nation:
      answer.measure.kind === 'ratio'
        ? (nation?.rows.find((cell) => cell.period === month)?.value ?? null)
        : null,
  });
}

/** The figures of the page, for their images. */
export async function listFigures(
  api: Api,
  locale: Locale,
  words: Words,
  query: URLSearchParams,
): Promise<Figure[]> {
  const { ranking } = await loadList(await openList(api, locale, words, query));
  return loadedOf([ranking]).filter((figure) => figure !== null);
}
