import { redirect } from '@sveltejs/kit';
import { localizedPath } from '#lib/i18n/locale.ts';
import { shorterQuery } from '#lib/filters/url-state.ts';
import { loadFigures } from '#lib/page/figures.ts';
import { openPage } from '#lib/page/open-page.ts';
import { reach } from '#lib/page/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { api, locale } = locals;
  const shorter = shorterQuery(url.searchParams);
  if (shorter !== null) redirect(302, localizedPath(`/${shorter}`, locale));

  const page = await reach(openPage(api, locale, url.searchParams));
  const { territories, nation, state } = page;
  const regions = territories.filter((territory) => territory.kind === 'region');
  const highlighted = regions.find((region) => region.id === state.region) ?? null;
  const figures = await reach(
    loadFigures({
      ...page,
      api,
      locale,
      words: m,
      territory: nation,
      parent: null,
      highlighted,
      peers: regions,
    }),
  );
  return { ...figures, state, highlighted, filters: page.filters, faults: page.faults };
};
