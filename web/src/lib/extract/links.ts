import type { ExtractState } from './url-state.ts';
import { queryText } from './url-state.ts';
import { writePeriod, type Period } from './period.ts';

const extensions = {
  csv_fr: 'csv',
  xlsx: 'xlsx',
  csv: 'csv',
  parquet: 'parquet',
  arrow: 'arrow',
  arrow_stream: 'arrows',
  zip: 'zip',
};
export type DownloadFormat = keyof typeof extensions;
/** In the order in which they are offered: for a spreadsheet, for tools, all at once. */
export const downloadFormats = Object.keys(extensions) as DownloadFormat[];

/**
 * Address of the cells of a state at the API. It always names the edition, so that the page, what
 * is downloaded from it and what is fetched a year later are the same figures.
 */
export function seriesAddress(
  state: ExtractState,
  edition: number,
  period: Period,
  format?: DownloadFormat | 'count',
): string {
  const query: [string, string][] = [
    ['measure', state.measure],
    ['split', [state.level, ...state.categories].join(',')],
  ];
  if (state.territories.length > 0) query.push(['territory', state.territories.join(',')]);
  for (const [id, values] of Object.entries(state.values)) query.push([id, values.join(',')]);
  query.push(['period', writePeriod(period)], ['as_of', String(edition)]);
  if (format !== undefined) query.push(['format', format]);
  return `/v1/series${queryText(query)}`;
}

/** Name of a downloaded file; that the figures are simulated comes first. */
export function extractFileName(
  state: ExtractState,
  edition: number,
  period: Period,
  format: DownloadFormat,
  simulated: boolean,
): string {
  const parts = [
    simulated ? 'vigie-donnees-simulees' : 'vigie',
    state.measure,
    [state.level, ...state.categories].join('-'),
    writePeriod(period).replace('..', '_'),
    `edition-${edition}`,
    ...(format === 'csv_fr' ? ['excel'] : []),
  ];
  return `${parts.join('_')}.${extensions[format]}`;
}

/** A word of a POSIX shell, whatever it holds. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The line that fetches a file from a terminal; it fails rather than save an error as data. */
export const curlLine = (address: string, fileName: string): string =>
  `curl --fail --location --compressed --output ${shellQuoted(fileName)} ${shellQuoted(address)}`;
