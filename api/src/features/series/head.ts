import { seriesShape } from '@vigie/contract';
import { type Role } from '@vigie/seeds/catalogue';
import { NoEditionYetError } from '../../problems/request-errors.js';
import { type EditionContent } from '../edition/edition.service.js';
import { describeMeasure } from '../measures/declaration.js';
import { referenceOf } from '../references/question-reference.js';
import { citationOf } from './citation.js';
import { type AnswerHead } from './formats/answer-head.js';
import { type Question } from './question.js';

const headShape = seriesShape.omit({ rows: true });

/** What an answer of so many rows says of itself. */
export function headOf(
  question: Question,
  { edition, territories }: EditionContent,
  role: Role,
  publicUrl: string,
  rows: number,
): AnswerHead {
  if (edition === null) throw new NoEditionYetError();
  const reference = referenceOf(question, edition, territories);
  return headShape.parse({
    measure: describeMeasure(question.declaration, role),
    cuboid: question.cuboid.id,
    grain: question.cuboid.grain,
    edition,
    citation: citationOf(question, edition, publicUrl, reference),
    reference,
    row_count: rows,
  });
}
