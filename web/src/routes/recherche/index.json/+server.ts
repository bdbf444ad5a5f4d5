import { loadIndex } from '#lib/search/load.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** What the search box of the header suggests from, in the language of the address. */
export const GET: RequestHandler = async ({ locals }) => {
  const { entries, missing } = await loadIndex(locals.api, locals.locale, m);
  // A list that is incomplete for now must not be kept.
  const cache = missing.length === 0 ? 'private, max-age=600' : 'no-store';
  return Response.json({ entries }, { headers: { 'cache-control': cache } });
};
