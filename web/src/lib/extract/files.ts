import type { Edition } from '@vigie/contract';
import type { Download } from '../figure/figure.ts';
import type { Words } from '../figure/words.ts';
import { formatCount } from '../format/number.ts';
import type { Locale } from '../i18n/locale.ts';
import type { FormWords } from './form-words.ts';
import { downloadFormats, extractFileName, seriesAddress, type DownloadFormat } from './links.ts';
import type { Period } from './period.ts';
import type { ExtractState } from './url-state.ts';

export function formatName(format: DownloadFormat, words: FormWords): string {
  return words[`extract_${format}`]();
}

/** « 432 lignes », said before anything is downloaded. */
export function rowsText(count: number | null, words: FormWords, locale: Locale): string {
  if (count === null) return words.extract_rows_unknown();
  return count === 1
    ? words.extract_rows_one()
    : words.extract_rows_many({ count: formatCount(count, locale) });
}

/** The files of an extract, each with its number of rows. */
export function filesOf(input: {
  state: ExtractState;
  period: Period;
  edition: Edition;
  words: Words;
  locale: Locale;
  rowCount: number | null;
}): Download[] {
  const { state, period, edition, words, locale } = input;
  const rows = rowsText(input.rowCount, words, locale);
  return downloadFormats.map((format) => ({
    label: words.extract_download({ format: formatName(format, words), rows }),
    href: seriesAddress(state, edition.id, period, format),
    fileName: extractFileName(state, edition.id, period, format, edition.source.simulated),
  }));
}
