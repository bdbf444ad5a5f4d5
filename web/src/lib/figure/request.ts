import type { Locale } from '../i18n/locale.ts';

/** What a page's figures are loaded from: the same as the page itself. */
export interface FigureRequest {
  locals: App.Locals;
  locale: Locale;
  /** The page's own address without its language, query included. */
  url: URL;
  /** `{ id: 'REG-84' }` for `/territoires/[id]`. */
  params: Record<string, string>;
}
