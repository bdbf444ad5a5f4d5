import { fileName, seriesPath, type SeriesQuestion } from '../api/question.ts';
import type { Download } from '../figure/figure.ts';
import { formatCount } from '../format/number.ts';
import type { TopicBase } from '../topics/base.ts';

export interface Downloadable {
  /** What the file holds: « Ce tableau », « Les courbes des régions ». */
  label: string;
  question: SeriesQuestion;
  rows: number;
}

const formatNames = (words: TopicBase['words']) => ({
  csv_fr: words.figure_excel,
  csv: words.figure_tools,
  arrow: words.figure_arrow,
});

/** Each question for French Excel, for tools and as Arrow; the number of rows said before. */
export function downloadsOf(base: TopicBase, files: readonly Downloadable[]): Download[] {
  const { words, locale, edition } = base;
  return files.flatMap(({ label, question, rows }) => {
    const count = formatCount(rows, locale);
    return (['csv_fr', 'csv', 'arrow'] as const).map((format) => ({
      group: words.figure_rows({ label, count }),
      label: formatNames(words)[format](),
      href: seriesPath(question, edition.id, format),
      fileName: fileName(question, edition.source.simulated, format),
    }));
  });
}
