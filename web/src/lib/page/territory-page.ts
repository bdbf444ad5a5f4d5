import type { Api } from '../api/client.ts';
import type { Figure } from '../figure/figure.ts';
import type { Words } from '../figure/words.ts';
import { faultLines } from '../filters/fault-lines.ts';
import { filterFields } from '../filters/filter-fields.ts';
import { readState, writeState, type Chosen } from '../filters/url-state.ts';
import { localizedPath, type Locale } from '../i18n/locale.ts';
import { loadMap } from '../map/map.figure.ts';
import { cellsBy, lastFirmOf } from '../topics/cells.ts';
import { loadCurves } from './curves.figure.ts';
import { curveMeasure, defaultCurve, flowIds, type CurveId } from './flows.ts';
import { loadFlows } from './flow-cards.ts';
import { loadFunnel } from './funnel.ts';
import { flowParameter, periodParameter, sectorParameter } from './parameters.ts';
import { loadedOf, part } from './part.ts';
import { loadProfiles } from './profiles.ts';
import { rankingFigure } from './ranking.figure.ts';
import { loadSectors, sectorsOf } from './sectors.figure.ts';
import { answerTo, openSite, recentPeriod, type Site } from './site.ts';
import type { PageTerritory } from './territory.ts';

/** A sector is published by region, and not by department. */
export const territoryParameters = (site: Site, territory: PageTerritory) => [
  flowParameter(site),
  periodParameter(site),
  ...(territory.kind === 'region' ? [sectorParameter(site)] : []),
];

type State = Partial<Chosen<'flow' | 'period' | 'sector'>>;

/** The page of a region or of a department, as its address asks for it. */
export async function openTerritory(
  api: Api,
  locale: Locale,
  words: Words,
  query: URLSearchParams,
  id: string,
) {
  const opened = await openSite(api, locale, words);
  const territory = opened.territories.find((candidate) => candidate.id === id);
  if (territory === undefined || territory.kind === 'nation') return null;
  const parameters = territoryParameters(opened, territory);
  const { state, faults } = readState(query, parameters);
  const site: Site = { ...opened, month: state.period ?? null };
  return { site, territory, parameters, state: state as State, faults, shown: state };
}
type Opened = NonNullable<Awaited<ReturnType<typeof openTerritory>>>;

/** Every part of the page, each of which may be missing without the others. */
export async function loadTerritory(opened: Opened) {
  const { site, territory, parameters, state, faults, shown } = opened;
  const { words, locale, territories } = site;
  const action = localizedPath(`/territoires/${territory.id}`, locale);
  const isRegion = territory.kind === 'region';
  const parent = territories.find(({ id }) => id === territory.region) ?? null;
  const region = isRegion ? territory : parent;
  const departments = territories.filter((one) => one.region === region?.id);
  const regions = territories.filter(({ kind }) => kind === 'region');
  const curve = (state.flow ?? defaultCurve) as CurveId;
  // A sector chosen on the page of a region means nothing on that of a department.
  const kept = { flow: state.flow ?? null, period: state.period ?? null };
  const hrefOf = ({ id }: PageTerritory): string =>
    localizedPath(`/territoires/${id}${writeState(kept)}`, locale);
  const sector = sectorsOf(site).find(({ id }) => id === state.sector) ?? null;
  const sectorHref = (id: string): string =>
    `${action}${writeState({ ...state, sector: id })}#entonnoir`;
  const [profiles, flowCards, curves, funnel, sectors, ranking, map] = await Promise.all([
    part(words.section_profiles(), loadProfiles(site, territory)),
    part(words.section_flows(), loadFlows(site, territory)),
    part(
      words.section_curves(),
      loadCurves(site, {
        curve,
        territory,
        parent,
        highlighted: null,
        peers: isRegion ? regions : departments,
        hrefOf,
      }),
    ),
    part(words.section_funnel(), loadFunnel(site, territory, sector)),
    isRegion ? part(words.section_sectors(), loadSectors(site, territory, sectorHref)) : null,
    part(
      words.section_ranking(),
      loadRanking(site, { territory, region, departments, curve, hrefOf }),
    ),
    part(
      words.section_map(),
      loadMap(site, {
        measure: curveMeasure(curve === 'documents' ? 'feeding' : curve),
        departments,
        within: region,
        own: isRegion ? null : territory.id,
        hrefOf,
      }),
    ),
  ]);
  const curveLinks = Object.fromEntries(
    flowIds.map((id) => [
      id,
      `${action}${writeState({ ...state, flow: id === defaultCurve ? null : id })}#courbes`,
    ]),
  );
  return {
    profiles,
    flowCards,
    curves,
    funnel,
    sectors,
    ranking: departments.length > 1 ? ranking : null,
    // One department alone in its region has nothing to be compared with on a map.
    map: departments.length > 1 ? map : null,
    curveLinks,
    sector,
    departments,
    parent,
    territory,
    state: { ...kept, sector: state.sector ?? null },
    fields: filterFields(parameters, shown),
    faults: faultLines(faults, state, action, words),
  };
}

interface Ranking {
  territory: PageTerritory;
  region: PageTerritory | null;
  departments: PageTerritory[];
  curve: CurveId;
  hrefOf: (territory: PageTerritory) => string;
}

/** The departments of the region by the measure of the curves, at its last complete month. */
async function loadRanking(
  site: Site,
  { territory, region, departments, curve, hrefOf }: Ranking,
): Promise<Figure | null> {
  const measure = curveMeasure(curve);
  const period = recentPeriod(site);
  const question = {
    measure,
    split: 'department',
    ...(region === null ? {} : { territory: region.id }),
    period,
  };
  const [answer, nation] = await Promise.all([
    answerTo(site, question),
    answerTo(site, { measure, period }),
  ]);
  if (answer === null) return null;
  const month = site.month ?? lastFirmOf(cellsBy(answer.rows, 'territory'));
  if (month === null) return null;
  const whole = nation?.rows.find((cell) => cell.period === month);
  return rankingFigure(site, {
    id: 'departements',
    answer,
    question,
    month,
    provisional: answer.rows.some((cell) => cell.period === month && cell.provisional),
    territories: departments,
    level: 'department',
    within: region?.name ?? null,
    own: territory.kind === 'department' ? territory.id : null,
    hrefOf,
    nation: answer.measure.kind === 'ratio' ? (whole?.value ?? null) : null,
  });
}

/** The figures of the page, for their images. */
export async function territoryFigures(
  api: Api,
  locale: Locale,
  words: Words,
  query: URLSearchParams,
  id: string,
): Promise<Figure[]> {
  const opened = await openTerritory(api, locale, words, query, id);
  if (opened === null) return [];
  const page = await loadTerritory(opened);
  return [
    ...loadedOf([page.profiles]).map(({ figure }) => figure),
    ...loadedOf([page.curves]).map(({ figure }) => figure),
    ...loadedOf([page.funnel, page.sectors, page.ranking, page.map].filter((one) => one !== null)),
  ].filter((figure) => figure !== null);
}
