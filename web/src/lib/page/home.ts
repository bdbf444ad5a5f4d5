import type { Words } from '../figure/words.ts';
import type { Figure } from '../figure/figure.ts';
import type { Api } from '../api/client.ts';
import { faultLines, type FaultLine } from '../filters/fault-lines.ts';
import { filterFields, type FilterField } from '../filters/filter-fields.ts';
import { readState, writeState } from '../filters/url-state.ts';
import { localizedPath, type Locale } from '../i18n/locale.ts';
import { loadMap } from '../map/map.figure.ts';
import { loadChanges } from './changes.ts';
import { loadCurves } from './curves.figure.ts';
import { defaultCurve, flowIds, mapMeasures, type CurveId } from './flows.ts';
import { loadFlows } from './flow-cards.ts';
import { flowParameter, measureParameter, periodParameter, regionParameter } from './parameters.ts';
import { loadedOf, part } from './part.ts';
import { loadProfiles } from './profiles.ts';
import { openSite, type Site } from './site.ts';

export const homeParameters = (site: Site) =>
  [
    flowParameter(site),
    regionParameter(site),
    periodParameter(site),
    measureParameter(site),
  ] as const;

/** The page of France, as its address asks for it. */
export async function openHome(api: Api, locale: Locale, words: Words, query: URLSearchParams) {
  const opened = await openSite(api, locale, words);
  const parameters = homeParameters(opened);
  const { state, faults } = readState(query, parameters);
  const site: Site = { ...opened, month: state.period };
  return { site, parameters, state, faults };
}
type Home = Awaited<ReturnType<typeof openHome>>;

/** Every part of the page of France, each of which may be missing without the others. */
export async function loadHome({ site, parameters, state, faults }: Home) {
  const { words, locale, nation, territories } = site;
  const action = localizedPath('/', locale);
  const regions = territories.filter(({ kind }) => kind === 'region');
  const departments = territories.filter(({ kind }) => kind === 'department');
  const highlighted = regions.find(({ id }) => id === state.region) ?? null;
  const curve = (state.flow ?? defaultCurve) as CurveId;
  const [profiles, flowCards, curves, map, changes] = await Promise.all([
    part(words.section_profiles(), loadProfiles(site, nation)),
    part(words.section_flows(), loadFlows(site, nation)),
    part(
      words.section_curves(),
      loadCurves(site, {
        curve,
        territory: nation,
        parent: null,
        highlighted,
        peers: regions,
        hrefOf: ({ id }) => action + writeState({ ...state, region: id }),
      }),
    ),
    part(
      words.section_map(),
      loadMap(site, {
        measure: state.measure ?? mapMeasures[0],
        departments,
        within: null,
        own: highlighted?.id ?? null,
        hrefOf: ({ id }) =>
          localizedPath(`/territoires/${id}${writeState({ period: state.period })}`, locale),
      }),
    ),
    part(words.section_changes(), loadChanges(site, regions)),
  ]);
  const curveLinks = Object.fromEntries(
    flowIds.map((id) => [
      id,
      `${action}${writeState({ ...state, flow: id === defaultCurve ? null : id })}#courbes`,
    ]),
  );
  const fields: FilterField[] = filterFields(parameters, state);
  const lines: FaultLine[] = faultLines(faults, state, action, words);
  return {
    profiles,
    flowCards,
    curves,
    map,
    changes,
    curveLinks,
    highlighted,
    state,
    fields,
    faults: lines,
  };
}

/** The figures of the page, for their images. */
export async function homeFigures(
  api: Api,
  locale: Locale,
  words: Words,
  query: URLSearchParams,
): Promise<Figure[]> {
  const { profiles, curves, map } = await loadHome(await openHome(api, locale, words, query));
  return [
    ...loadedOf([profiles]).map(({ figure }) => figure),
    ...loadedOf([curves]).map(({ figure }) => figure),
    ...loadedOf([map]),
  ].filter((figure) => figure !== null);
}
