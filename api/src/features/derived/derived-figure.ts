import { type DerivedHead } from '@vigie/contract';
import { type Bilingual } from '@vigie/seeds/catalogue';
import { type z } from 'zod';
import { type CellReader } from './cell-reader.js';

/** What every derived figure is asked with besides its own parameters. */
export interface DerivedQuery {
  measure: string;
  as_of?: number | undefined;
}

/** A figure that is computed from published cells, and from nothing else. */
export interface DerivedFigure<Query extends DerivedQuery, Answer extends DerivedHead> {
  /** Last part of its address. */
  readonly name: string;
  /** Raised when its answer to the same cells changes: what a reader kept is then out of date. */
  readonly version: number;
  /** What it is called in a citation. */
  readonly label: Bilingual;
  /** How it is calculated, and the source of the formula. */
  readonly method: Bilingual;
  readonly shape: z.ZodType<Answer>;
  compute(query: Query, cells: CellReader): Promise<Omit<Answer, keyof DerivedHead>>;
}
