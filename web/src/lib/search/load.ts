import type { Api } from '../api/client.ts';
import { ApiProblem, ApiUnavailable } from '../api/errors.ts';
import type { Words } from '../figure/words.ts';
import type { Locale } from '../i18n/locale.ts';
import { pageTerritory } from '../page/territory.ts';
import {
  irritantEntries,
  measureEntries,
  pageEntries,
  territoryEntries,
  type Entry,
  type EntryKind,
} from './entries.ts';

export interface SearchIndex {
  entries: Entry[];
  /** Kinds whose list did not answer: what cannot be found for now. */
  missing: EntryKind[];
}

/** All that can be found; without the API, the pages of the site. */
export async function loadIndex(api: Api, locale: Locale, words: Words): Promise<SearchIndex> {
  const missing: EntryKind[] = [];
  const orMissing = async (kind: EntryKind, list: Promise<Entry[]>): Promise<Entry[]> => {
    try {
      return await list;
    } catch (error) {
      if (!(error instanceof ApiUnavailable) && !(error instanceof ApiProblem)) throw error;
      missing.push(kind);
      return [];
    }
  };
  const lists = await Promise.all([
    orMissing(
      'territory',
      api.territories().then((all) => territoryEntries(all.map(pageTerritory), words, locale)),
    ),
    orMissing(
      'measure',
      api.measures().then((measures) => measureEntries(measures, locale)),
    ),
    orMissing(
      'irritant',
      api.irritants().then(({ irritants }) => irritantEntries(irritants, locale)),
    ),
  ]);
  return { entries: [...pageEntries(words, locale), ...lists.flat()], missing };
}
