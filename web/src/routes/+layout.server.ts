import { meShape } from '@vigie/contract';
import { accountLine, isSignedIn } from '#lib/account/account.ts';
import { bannerOf, withdrawalNotice } from '#lib/page/banner.ts';
import { pageTerritory } from '#lib/page/territory.ts';
import { m } from '#lib/paraglide/messages.js';
import type { LayoutServerLoad } from './$types';

/**
 * What every page carries. Nothing here fails: without the API the layout stands, and the page
 * inside it says what is missing.
 */
export const load: LayoutServerLoad = async ({ locals, cookies }) => {
  const { api, locale } = locals;
  const [edition, territories, account] = await Promise.all([
    api.edition().catch(() => null),
    api.territories().catch(() => []),
    isSignedIn(cookies) ? api.get('/v1/me', meShape).catch(() => null) : null,
  ]);
  return {
    locale,
    account: accountLine(account, m),
    simulated: edition?.source.simulated ?? true,
    banner: bannerOf(edition?.source ?? null, locale, m),
    withdrawal: withdrawalNotice(edition, locale, m),
    territories: territories.map(pageTerritory),
  };
};
