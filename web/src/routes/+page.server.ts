import { redirect } from '@sveltejs/kit';
import { shorterQuery } from '#lib/filters/url-state.ts';
import { localizedPath } from '#lib/i18n/locale.ts';
import { loadHome, openHome } from '#lib/page/home.ts';
import { reach } from '#lib/page/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { api, locale } = locals;
  const home = await reach(openHome(api, locale, m, url.searchParams));
  const shorter = shorterQuery(url.searchParams, home.parameters);
  if (shorter !== null) redirect(302, localizedPath(`/${shorter}`, locale));
  return reach(loadHome(home));
};
