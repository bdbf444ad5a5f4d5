import { reopenedShape, type Reopened } from '@vigie/contract';
import type { Api } from '../api/client.ts';
import { ApiUnavailable } from '../api/errors.ts';
import {
  loadExtract,
  openExtract,
  type LoadedExtract,
  type OpenedExtract,
} from '../extract/load.ts';
import type { Figure } from '../figure/figure.ts';
import type { Words } from '../figure/words.ts';
import type { Locale } from '../i18n/locale.ts';

export interface ReopenedPage {
  reopened: Reopened;
  /** What the reference asks, as `/extraire` asks it. */
  opened: OpenedExtract;
  loaded: LoadedExtract;
  figure: Figure;
}

/** The figure of a reference, drawn as `/extraire` draws what is asked of its edition. */
export async function reopen(
  api: Api,
  given: string,
  locale: Locale,
  words: Words,
): Promise<ReopenedPage> {
  const reopened = await api.get(`/v1/references/${encodeURIComponent(given)}`, reopenedShape);
  const query = new URL(reopened.permanent_link).searchParams;
  const opened = await openExtract(api, locale, query);
  const loaded = await loadExtract(api, opened, locale, words);
  if (loaded.figure === null) throw new ApiUnavailable('/v1/series', 'no figure');
  // Open ends are written out in an extract: its own reference would be another one.
  const figure: Figure = { ...loaded.figure, references: [reopened.reference] };
  return { reopened, opened, loaded, figure };
}
