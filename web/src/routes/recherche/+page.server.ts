import { loadIndex } from '#lib/search/load.ts';
import { grouped, search } from '#lib/search/rank.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
  const { entries, missing } = await loadIndex(locals.api, locals.locale, m);
  const found = search(query, entries);
  return {
    query,
    count: found.length,
    groups: grouped(found),
    missing,
    /** Shown where nothing is asked or found: a way in. */
    pages: entries.filter(({ kind, href }) => kind === 'page' && !href.includes('#')),
  };
};
