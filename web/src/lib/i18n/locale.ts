/** Languages of the pages; French is the default and has no prefix in the address. */
export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];

/** What `Intl` needs to know: dates and numbers as they are written in France and in the UK. */
export const intlTag: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };

/** `/territoires/REG-84` in French, `/en/territoires/REG-84` in English; query and hash kept. */
export function localizedPath(path: string, locale: Locale): string {
  const bare = delocalizedPath(path);
  if (locale === 'fr') return bare;
  return bare.startsWith('/?') || bare.startsWith('/#') || bare === '/'
    ? `/en${bare.slice(1)}`
    : `/en${bare}`;
}

/** The same address without its language prefix. */
export function delocalizedPath(path: string): string {
  const match = /^\/en(?=$|[/?#])(.*)$/.exec(path);
  if (match === null) return path;
  const rest = match[1] ?? '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}

export function localeOfPath(path: string): Locale {
  return delocalizedPath(path) === path ? 'fr' : 'en';
}
