import { reach } from '#lib/page/reach.ts';
import type { PageServerLoad } from './$types';

/** Without the API there is no list: the page says so, with the status that says so too. */
export const load: PageServerLoad = async ({ locals }) => {
  await reach(locals.api.territories());
};
