import type { Locale } from './locale.ts';

const thin = '\u202f';
const wide = '\u00a0';

/**
 * French spacing for texts that come from elsewhere (definitions, labels): narrow no-break space
 * before `; ! ? %` and inside guillemets, no-break space before a colon. English is left alone.
 */
export function typographic(text: string, locale: Locale): string {
  if (locale === 'en') return text;
  return text
    .replace(/ ([;!?%»])/g, `${thin}$1`)
    .replace(/« /g, `«${thin}`)
    .replace(/ :(?=\s|$)/g, `${wide}:`);
}
