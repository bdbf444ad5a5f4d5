import { bannerOf, withdrawalNotice } from '#lib/page/banner.ts';
import { pageTerritory } from '#lib/page/territory.ts';
import { m } from '#lib/paraglide/messages.js';
import type { LayoutServerLoad } from './$types';

/**
 * What every page carries. Nothing here fails: without the API the layout stands, and the page
 * inside it says what is missing.
 */
export const load: LayoutServerLoad = async ({ locals }) => {
  const { api, locale } = locals;
  const [edition, territories] = await Promise.all([
    api.edition().catch(() => null),
    api.territories().catch(() => []),
  ]);
  return {
    locale,
    simulated: edition?.source.simulated ?? true,
    banner: bannerOf(edition?.source ?? null, locale, m),
    withdrawal: withdrawalNotice(edition, locale, m),
    territories: territories.map(pageTerritory),
  };
};
