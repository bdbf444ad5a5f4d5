import { redirect } from '@sveltejs/kit';
import { shorterQuery } from '#lib/filters/url-state.ts';
import { localizedPath } from '#lib/i18n/locale.ts';
import { loadList, openList } from '#lib/page/list-page.ts';
import { reach } from '#lib/page/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { api, locale } = locals;
  const list = await reach(openList(api, locale, m, url.searchParams));
  const shorter = shorterQuery(url.searchParams, list.parameters);
  if (shorter !== null) redirect(302, localizedPath(`/territoires${shorter}`, locale));
  return reach(loadList(list));
};
