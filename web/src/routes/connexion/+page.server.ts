import { signInIssuersShape } from '@vigie/contract';
import { loginAddress, refusalSentence } from '#lib/account/account.ts';
import { localizedPath } from '#lib/i18n/locale.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

/** Who to sign in with, and why it did not work where it did not. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { api, locale } = locals;
  const page = url.searchParams.get('retour') ?? localizedPath('/', locale);
  const answer = await api.get('/v1/issuers', signInIssuersShape).catch(() => null);
  return {
    refusal: refusalSentence(url.searchParams.get('refus'), m),
    issuers:
      answer?.issuers.map(({ id, name }) => ({ name, address: loginAddress(id, page) })) ?? null,
  };
};
