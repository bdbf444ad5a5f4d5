/** What is asked of `GET /v1/series`; one question is one cuboid. */
export interface SeriesQuestion {
  measure: string;
  split?: 'region' | 'department';
  territory?: string;
  /** `2026-10`, or `2022-01..2026-10`. */
  period: string;
}

/**
 * Address of the answer, the same for the page and for the download beside it. It names the
 * edition, so that a page and what is downloaded from it never mix two.
 */
export function seriesPath(question: SeriesQuestion, edition: number, format?: 'csv'): string {
  const query = new URLSearchParams({ measure: question.measure });
  if (question.split !== undefined) query.set('split', question.split);
  if (question.territory !== undefined) query.set('territory', question.territory);
  query.set('period', question.period);
  query.set('as_of', String(edition));
  if (format !== undefined) query.set('format', format);
  // Dots and the range read better unescaped, and are allowed in a query.
  return `/v1/series?${query.toString()}`;
}

/** Name of a downloaded file: it says that the figures are simulated. */
export function fileName(question: SeriesQuestion, simulated: boolean): string {
  const parts = [
    simulated ? 'vigie-donnees-simulees' : 'vigie',
    question.measure,
    question.territory ?? 'FR',
    question.split,
    question.period.replace('..', '_'),
  ];
  return `${parts.filter((part) => part !== undefined).join('_')}.csv`;
}
