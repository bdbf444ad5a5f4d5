import { redirect } from '@sveltejs/kit';
import { localizedPath } from '#lib/i18n/locale.ts';
import type { PageServerLoad } from './$types';

/** A reference that was typed has an address of its own. */
export const load: PageServerLoad = ({ locals, url }) => {
  const typed = url.searchParams.get('reference')?.trim() ?? '';
  if (typed === '') return;
  // Typed by anyone, and written into the header that redirects.
  const id = encodeURIComponent(typed.slice(0, 60));
  redirect(302, localizedPath(`/references/${id}`, locals.locale));
};
