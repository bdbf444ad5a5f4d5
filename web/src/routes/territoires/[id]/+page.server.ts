import { error, redirect } from '@sveltejs/kit';
import { readTerritory } from '#lib/filters/territory-id.ts';
import { shorterQuery } from '#lib/filters/url-state.ts';
import { formatCount } from '#lib/format/index.ts';
import { localizedPath } from '#lib/i18n/locale.ts';
import { loadDepartments } from '#lib/page/departments.ts';
import { loadFigures } from '#lib/page/figures.ts';
import { openPage } from '#lib/page/open-page.ts';
import { reach } from '#lib/page/reach.ts';
import type { PageTerritory } from '#lib/page/territory.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, parent: layout }) => {
  const { api, locale } = locals;
  // Territories are known before the first figure, and so are wrong addresses.
  const territory = found(params.id, (await layout()).territories, locals.locale, url.search);
  const shorter = shorterQuery(url.searchParams);
  if (shorter !== null) {
    redirect(302, localizedPath(`/territoires/${territory.id}${shorter}`, locale));
  }

  const page = await reach(openPage(api, locale, url.searchParams));
  const { territories, state } = page;
  const parent = territories.find((candidate) => candidate.id === territory.region) ?? null;
  const departmentsOf = (region: string): PageTerritory[] =>
    territories.filter((candidate) => candidate.region === region);
  const input = {
    ...page,
    api,
    locale,
    words: m,
    territory,
    parent,
    highlighted: null,
    peers:
      parent === null
        ? territories.filter((candidate) => candidate.kind === 'region')
        : departmentsOf(parent.id),
  };
  const isRegion = territory.kind === 'region';
  const [figures, departments, described] = await reach(
    Promise.all([
      loadFigures(input),
      isRegion ? loadDepartments(input, departmentsOf(territory.id)) : null,
      api.territories(),
    ]),
  );
  const population = described.find(({ id }) => id === territory.id)?.population ?? 0;
  return {
    ...figures,
    departments,
    territory,
    parent,
    population: formatCount(population, locale),
    state,
    filters: page.filters,
    faults: page.faults.filter((fault) => fault.parameter !== 'region'),
  };
};

/** The territory of the address, or the page that helps to find it. */
function found(
  asked: string,
  territories: readonly PageTerritory[],
  locale: App.Locals['locale'],
  search: string,
): PageTerritory {
  // Without the API nothing is known, not even that the territory does not exist.
  if (territories.length === 0) error(503, 'The API cannot be reached', { kind: 'unavailable' });
  const answer = readTerritory(asked, territories);
  switch (answer.kind) {
    case 'found':
      return answer.territory;
    case 'nation':
      return redirect(308, localizedPath(`/${search}`, locale));
    case 'moved':
      return redirect(308, localizedPath(`/territoires/${answer.id}${search}`, locale));
    case 'bare':
      return error(404, 'Region or department?', {
        kind: 'bare_code',
        asked: asked.slice(0, 40),
        choices: answer.choices.map(({ id, name, kind }) => ({ id, name, kind })),
      });
    case 'unknown':
      return error(404, 'Unknown territory', {
        kind: 'unknown_territory',
        asked: asked.slice(0, 40),
      });
  }
}
