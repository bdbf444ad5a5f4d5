import { type Cell, type Edition, type SeriesQuery } from '@vigie/contract';
import { type Scope } from '../../access/scope.js';
import { NoEditionYetError } from '../../problems/request-errors.js';
import { type EditionContent } from '../edition/edition.service.js';
import { type Declaration, readableDeclarations } from '../measures/declaration.js';
import { permanentLink } from '../series/citation.js';
import { findMeasure, resolveQuestion } from '../series/question.js';
import { cellsOf, openRows } from '../series/row-stream.js';

/** Which cells of the edition are read. */
export type CellQuestion = Omit<SeriesQuery, 'as_of' | 'format'>;

/** What the cells are read with. */
export interface CellSource {
  readonly scope: Scope;
  readonly publicUrl: string;
  content(edition: number): Promise<EditionContent>;
}

/**
 * Reads published cells of one edition in the one way in which they are read, as the role that asks,
 * and keeps the permanent address of all that was read.
 */
export class CellReader {
  readonly edition: Edition;

  constructor(
    readonly source: CellSource,
    readonly content: EditionContent,
    readonly addresses: Set<string> = new Set(),
  ) {
    if (content.edition === null) throw new NoEditionYetError();
    this.edition = content.edition;
  }

  /** The cells that answer a question. */
  async read(query: CellQuestion): Promise<Cell[]> {
    const { scope, publicUrl } = this.source;
    const question = resolveQuestion(query, this.content, scope.role);
    const { pages } = await openRows(cellsOf(scope, question));
    const cells: Cell[] = [];
    for await (const page of pages) cells.push(...page);
    if (cells.length > 0) this.addresses.add(permanentLink(question, publicUrl));
    return cells;
  }

  /** The same reader for another edition; what it reads is kept with the rest. */
  async at(edition: number): Promise<CellReader> {
    return new CellReader(this.source, await this.source.content(edition), this.addresses);
  }

  /** @throws UnknownMeasureError */
  measure(id: string): Declaration {
    return findMeasure(id, this.content, this.source.scope.role);
  }

  /** Measures that the role may read. */
  measures(): Declaration[] {
    return readableDeclarations(this.content.declarations, this.source.scope.role);
  }
}
