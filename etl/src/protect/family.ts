import type { Part } from '@vigie/seeds/catalogue';

/**
 * What a part counts, whoever is kept of it: parts that differ by the rows they are made of alone are
 * one family, so that doctors show the same value as the cell of their profession.
 *
 * Two things that are counted are two families even where they have the same contributors and sum:
 * equal noise would tell that nothing lies between them.
 * @param column the one column that a cell of a wide part is made of, where its cuboid crosses them
 */
export function familyOf(part: Part, column = columnsOf(part)): string {
  const { stream, kind, at_least: least, above } = part;
  const bound = above ? `>${above.share}*${above.of}` : least === undefined ? '' : `>=${least}`;
  return `${stream}/${kind}/${column}${bound}`;
}

const columnsOf = ({ column, by, plus = [], minus = [] }: Part): string =>
  [column ?? by?.columns.join('+'), ...plus.map((c) => `+${c}`), ...minus.map((c) => `-${c}`)].join(
    '',
  );
