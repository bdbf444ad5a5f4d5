import type { Edition, NoticedEdition } from '@vigie/contract';
import type { Words } from '../figure/words.ts';
import { dayInParis, formatDay } from '../format/date.ts';
import { formatCount, formatFactor, formatPercent } from '../format/number.ts';
import type { Locale } from '../i18n/locale.ts';

/**
 * The sentences of the banner: that figures are simulated, at which scale, and that they are
 * extrapolated by which factor. None for a real source; without a source, what is known anyway.
 */
export function bannerOf(source: Edition['source'] | null, locale: Locale, words: Words): string[] {
  if (source === null) return [words.banner_intro(), words.banner_unknown()];
  if (!source.simulated) return [];
  return [
    words.banner_intro(),
    scaleOf(source.scale, locale, words),
    ...factorOf(source, locale, words),
  ];
}

/** What is said while an edition that was taken back has not been replaced; null otherwise. */
export function withdrawalNotice(
  edition: Pick<NoticedEdition, 'id' | 'feed_day' | 'withdrawal'> | null,
  locale: Locale,
  words: Words,
): string | null {
  if (edition === null || edition.withdrawal === null) return null;
  const { edition: withdrawn, feed_day: day, withdrawn_at: at, because } = edition.withdrawal;
  return words.banner_withdrawn({
    edition: String(withdrawn),
    day: formatDay(day, locale),
    on: formatDay(dayInParis(at), locale),
    because,
    instead: String(edition.id),
    insteadDay: formatDay(edition.feed_day, locale),
  });
}

function scaleOf(scale: number, locale: Locale, words: Words): string {
  if (scale >= 1) return words.banner_scale_full();
  const oneIn = 1 / scale;
  const whole = Math.round(oneIn);
  // 0.2 is one in five; 0.3 is not one in three.
  return Math.abs(oneIn - whole) < 0.01 * whole
    ? words.banner_scale_one_in({ count: formatCount(whole, locale) })
    : words.banner_scale_percent({ share: formatPercent(scale * 100, locale) });
}

function factorOf(source: Edition['source'], locale: Locale, words: Words): string[] {
  const factors = source.strata.map((stratum) => stratum.factor).filter((factor) => factor > 1);
  if (factors.length === 0) return [];
  const low = formatFactor(Math.min(...factors), locale);
  const high = formatFactor(Math.max(...factors), locale);
  return [
    low === high ? words.banner_factor({ factor: low }) : words.banner_factor_range({ low, high }),
  ];
}
