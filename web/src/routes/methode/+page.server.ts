import { ApiProblem, ApiUnavailable } from '#lib/api/errors.ts';
import { typographic } from '#lib/i18n/typography.ts';
import { dayCalendar, monthCalendar } from '#lib/method/calendar.ts';
import { dictionary } from '#lib/method/dictionary.ts';
import { figuresOf, readFigureFilter } from '#lib/method/figures.ts';
import { proseOf } from '#lib/method/prose.ts';
import { stateSwatch } from '#lib/method/state-swatch.ts';
import { figureThemeLabels } from '#lib/method/theme-labels.ts';
import { m } from '#lib/paraglide/messages.js';
import { figureVerdicts, type Edition } from '@vigie/contract';
import type { PageServerLoad } from './$types';

/** Each part stands on its own: what one answer misses is said in its place. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { api, locale } = locals;
  const [measures, figures, edition, territories] = await Promise.all([
    orNull(api.measures()),
    orNull(api.figures()),
    orNull(api.edition()),
    orNull(api.territories()),
  ]);
  const { filter, faults } = readFigureFilter(url.searchParams, figureVerdicts);
  const sectors = measures?.dimensions.find(({ id }) => id === 'sector')?.values ?? [];
  const names = new Map([
    ...(territories ?? []).map(({ id, name }) => [id, name.replaceAll("'", '’')] as const),
    ...sectors.map(({ id, label }) => [id, label[locale]] as const),
  ]);
  return {
    themes: measures === null ? null : dictionary(measures, locale, m),
    states: measures?.states.map(({ id, label, sentence }) => ({
      id,
      label: typographic(label[locale], locale),
      sentence: typographic(sentence[locale], locale),
      swatch: stateSwatch(id),
    })),
    compared:
      figures === null
        ? null
        : {
            themes: figureThemeLabels(m),
            summary: figures.summary,
            shown: figuresOf(figures.figures, filter).map(({ territory, sector, ...figure }) => {
              const place = territory ?? sector;
              return { ...figure, place: place === null ? null : (names.get(place) ?? place) };
            }),
          },
    prose: proseOf(edition, url.origin, m, locale),
    filter,
    faults,
    edition: edition === null ? null : described(edition),
  };
};

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ApiUnavailable) && !(error instanceof ApiProblem)) throw error;
    console.error(`web: ${error.message}`);
    return null;
  }
}

const described = ({ feed_day: feedDay }: Edition) => ({
  feedDay,
  months: monthCalendar(feedDay),
  day: dayCalendar(feedDay),
});
