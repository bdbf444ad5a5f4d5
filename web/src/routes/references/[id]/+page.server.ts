import { error, redirect } from '@sveltejs/kit';
import { ApiProblem } from '#lib/api/errors.ts';
import { stateLabels } from '#lib/extract/state-labels.ts';
import { writeExtract } from '#lib/extract/url-state.ts';
import { formatDay } from '#lib/format/index.ts';
import { localizedPath } from '#lib/i18n/locale.ts';
import { reach } from '#lib/page/reach.ts';
import { m } from '#lib/paraglide/messages.js';
import { reopen, type ReopenedPage } from '#lib/reference/reopen.ts';
import { todayOf } from '#lib/reference/today.ts';
import type { PageServerLoad } from './$types';

/** Why a reference opens nothing; any other refusal is of what it asks. */
const whys: ReadonlyMap<string, 'invalid' | 'withdrawn'> = new Map([
  ['invalid_reference', 'invalid'],
  ['edition_withdrawn', 'withdrawn'],
]);

export const load: PageServerLoad = async ({ locals, params }) => {
  const { api, locale } = locals;
  const page = await reach(orProblem(reopen(api, params.id, locale, m), params.id));
  const { reopened, opened, figure } = page;
  const { reference } = reopened;
  if (reference !== params.id) redirect(308, localizedPath(`/references/${reference}`, locale));
  const { state, choices } = opened;
  const { edition } = reopened.figure;
  const naming = {
    ...{ locale, words: m, choices, state },
    stateLabel: stateLabels(opened.measures, locale),
  };
  return {
    reference,
    figure,
    today: todayOf(reopened, naming),
    edition: { id: edition.id, day: formatDay(edition.feed_day, locale) },
    extract: localizedPath(
      `/extraire${writeExtract({ ...state, asOf: edition.id }, choices)}`,
      locale,
    ),
  };
};

/** The page, or the one that says why there is none. */
async function orProblem(page: Promise<ReopenedPage>, asked: string): Promise<ReopenedPage> {
  try {
    return await page;
  } catch (cause) {
    if (!(cause instanceof ApiProblem) || cause.problem.status >= 500) throw cause;
    const why = whys.get(cause.problem.code) ?? 'unknown';
    return error(why === 'withdrawn' ? 410 : 404, 'No figure of that reference', {
      ...{ kind: 'reference', why, asked: asked.slice(0, 40) },
    });
  }
}
