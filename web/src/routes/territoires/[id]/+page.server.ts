import { error, redirect } from '@sveltejs/kit';
import { readTerritory } from '#lib/filters/territory-id.ts';
import { shorterQuery } from '#lib/filters/url-state.ts';
import { formatCount } from '#lib/format/index.ts';
import { localizedPath } from '#lib/i18n/locale.ts';
import { reach } from '#lib/page/reach.ts';
import { loadTerritory, openTerritory } from '#lib/page/territory-page.ts';
import type { PageTerritory } from '#lib/page/territory.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, parent: layout }) => {
  const { api, locale } = locals;
  // Territories are known before the first figure, and so are wrong addresses.
  const { id, population } = found(
    params.id,
    (await layout()).territories,
    locals.locale,
    url.search,
  );
  const opened = await reach(openTerritory(api, locale, m, url.searchParams, id));
  if (opened === null) error(404, 'Unknown territory', { kind: 'unknown_territory', asked: id });
  const shorter = shorterQuery(url.searchParams, opened.parameters);
  if (shorter !== null) redirect(302, localizedPath(`/territoires/${id}${shorter}`, locale));
  const page = await reach(loadTerritory(opened));
  return { ...page, population: formatCount(population, locale) };
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
