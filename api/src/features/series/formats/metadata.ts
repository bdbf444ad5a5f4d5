import { type AnswerHead } from './answer-head.js';

/** What a file that has room for it says of its rows: how many there are and how to cite them. */
export const metadataOf = (head: AnswerHead): (readonly [string, string])[] => [
  ['rows', String(head.row_count)],
  ['edition', String(head.edition.id)],
  ['measure', head.measure.id],
  ['cuboid', head.cuboid],
  ['definition_version', String(head.measure.version)],
  ['simulated', String(head.edition.source.simulated)],
  ...(head.reference === null ? [] : [['reference', head.reference] as const]),
  ['citation_fr', head.citation.fr],
  ['citation_en', head.citation.en],
];
