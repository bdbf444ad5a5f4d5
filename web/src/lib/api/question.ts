import { categoryIds, type CategoryId } from '@vigie/contract';

/**
 * What is asked of `GET /v1/series`; one question is one cuboid. Every field may hold several
 * values separated by commas; a category given here filters on it and crosses it.
 */
export interface SeriesQuestion extends Partial<Record<CategoryId, string>> {
  measure: string;
  /** Dimensions to cross: `region`, `region,sector`. */
  split?: string;
  territory?: string;
  /** `2026-10`, or `2022-01..2026-10`. */
  period?: string;
}

export type DownloadFormat = 'csv' | 'csv_fr' | 'arrow' | 'json';

/**
 * Address of the answer, the same for the page and for the download beside it. It names the
 * edition, so that a page and what is downloaded from it never mix two.
 */
export function seriesPath(
  question: SeriesQuestion,
  edition: number,
  format?: DownloadFormat | 'count',
): string {
  const query = new URLSearchParams({ measure: question.measure });
  for (const name of ['split', 'territory', ...categoryIds, 'period'] as const) {
    const value = question[name];
    if (value !== undefined && value !== '') query.set(name, value);
  }
  query.set('as_of', String(edition));
  if (format !== undefined) query.set('format', format);
  return `/v1/series?${query.toString()}`;
}

const extensions: Record<DownloadFormat, string> = {
  csv: 'csv',
  csv_fr: 'csv',
  arrow: 'arrow',
  json: 'json',
};

/** Name of a downloaded file: it says that the figures are simulated. */
export function fileName(
  question: SeriesQuestion,
  simulated: boolean,
  format: DownloadFormat = 'csv',
): string {
  const parts = [
    simulated ? 'vigie-donnees-simulees' : 'vigie',
    question.measure,
    question.territory ?? 'FR',
    question.split,
    ...categoryIds.map((category) => question[category]),
    question.period?.replace('..', '_'),
    format === 'csv_fr' ? 'excel' : undefined,
  ];
  const named = parts.filter((part) => part !== undefined && part !== '').join('_');
  return `${named.replaceAll(',', '-').slice(0, 160)}.${extensions[format]}`;
}
