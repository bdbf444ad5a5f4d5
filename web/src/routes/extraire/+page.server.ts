import { redirect } from '@sveltejs/kit';
import { ApiUnavailable } from '#lib/api/errors.ts';
import { loadExtract, openExtract, type OpenedExtract } from '#lib/extract/load.ts';
import { foldForm } from '#lib/extract/form.ts';
import type { Fault } from '#lib/extract/faults.ts';
import { writeExtract } from '#lib/extract/url-state.ts';
import { formatDay } from '#lib/format/index.ts';
import { localizedPath, type Locale } from '#lib/i18n/locale.ts';
import { reach } from '#lib/page/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { api, locale } = locals;
  const { query, folded, adapt } = foldForm(url.searchParams);
  const opened = await reach(openOrNull(openExtract(api, locale, query)));
  // Without the lists there is no form; what the address asks for is kept for the retry.
  if (opened === null) return { extract: null };
  if (folded && (adapt || opened.faults.length === 0)) {
    const address = `/extraire${writeExtract(opened.state, opened.choices)}`;
    redirect(302, localizedPath(address, locale));
  }
  const loaded = await loadExtract(api, opened, locale, m);
  const { edition, state, choices } = opened;
  const { territories: _, ...light } = choices;
  return {
    extract: {
      ...loaded,
      state,
      // The layout carries the territories already.
      choices: light,
      faults: [...opened.faults, ...beyond(state.page, loaded.page.pages)],
      asked: query.toString(),
      edition: dated(edition, locale),
      simulated: edition.source.simulated,
    },
  };
};

/** The form cannot be made while the lists are out of reach; any other fault has its page. */
async function openOrNull(opening: Promise<OpenedExtract>): Promise<OpenedExtract | null> {
  try {
    return await opening;
  } catch (error) {
    if (!(error instanceof ApiUnavailable)) throw error;
    console.error(`web: ${error.message}`);
    return null;
  }
}

const dated = (
  { id, feed_day }: { id: number; feed_day: string },
  locale: Locale,
): { id: number; day: string } => ({ id, day: formatDay(feed_day, locale) });

const beyond = (asked: number, pages: number): Fault[] =>
  asked <= pages
    ? []
    : [
        {
          kind: 'page_beyond',
          parameter: 'page',
          given: String(asked),
          suggestion: String(pages),
        },
      ];
