import { delocalizedPath, localeOfPath, localizedPath } from '../i18n/locale.ts';

export const imageFormats = ['svg', 'png'] as const;
export type ImageFormat = (typeof imageFormats)[number];

/** Address of a figure as an image: the page's own, under `/figures`, with the page's query. */
export function imagePath(
  page: { pathname: string; search: string },
  figure: string,
  format: ImageFormat,
): string {
  const path = delocalizedPath(page.pathname).replace(/\/$/, '');
  return localizedPath(
    `/figures${path}/${figure}.${format}${page.search}`,
    localeOfPath(page.pathname),
  );
}

export interface ImageAsked {
  /** Path of the page, without its language. */
  path: string;
  figure: string;
  format: ImageFormat;
}

/** `territoires/REG-84/activation.svg` → its page, its figure and its format, or null. */
export function imageAsked(rest: string): ImageAsked | null {
  const match = /^(?:(.*)\/)?([a-z0-9-]+)\.(svg|png)$/.exec(rest);
  if (match === null) return null;
  const [, path = '', figure = '', format] = match;
  return { path: `/${path}`, figure, format: format === 'png' ? 'png' : 'svg' };
}
