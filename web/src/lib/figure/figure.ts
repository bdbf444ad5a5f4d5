import type { Drawing } from '../chart/chart-spec.ts';

/** A cell of a table as it is read; `hidden` where words stand in for a value. */
export interface TableCell {
  text: string;
  hidden?: boolean;
  provisional?: boolean;
  /** Names and codes stand to the left; what is not said to be text is a number. */
  align?: 'text';
}

export interface TableRow {
  /** Territory or month that the row is about. */
  header: string;
  href?: string;
  /** The row of the selected territory. */
  own?: boolean;
  cells: TableCell[];
}

export interface FigureTable {
  caption: string;
  /** The first stands over the rows' own headers. */
  headers: string[];
  rows: TableRow[];
}

export interface Download {
  /** What the file holds and how many rows: downloads of one group stand on one line. */
  group?: string;
  label: string;
  href: string;
  fileName: string;
}

export interface FigureMeasure {
  id: string;
  version: number;
  label: string;
  definition: string;
  /** What is divided by what, where it is a rate. */
  rate?: { numerator: string; denominator: string };
}

/** All that a figure shows, as a page gives it to `figure()`. */
export interface FigureParts {
  /** Also its anchor and the name of its images: letters, digits and hyphens. */
  id: string;
  /** Carries the answer. */
  title: string;
  /** One computed sentence. */
  sentence: string;
  measure: FigureMeasure;
  /** Further measures that the figure is made from, defined in "À propos". */
  others?: FigureMeasure[];
  simulated: boolean;
  /** Absent where nothing is published yet. */
  drawing: Drawing | null;
  notes: string[];
  table: FigureTable;
  downloads: Download[];
  /** Last day of the last complete month, written out, or null before the first. */
  through: string | null;
  /** When the vintage was published, written out. */
  updated: string;
  citation: string;
  /** What reopens each answer that it is made of; none where nothing is published. */
  references: readonly string[];
  /** Above the title; the measure's label where it is absent. */
  eyebrow?: string;
  /** Paragraphs of "À propos" after the definition: how this figure is calculated. */
  about?: string[];
}

/** The references of answers, each once; none of one that keeps too much for a reference. */
export const referencesOf = (answers: readonly { reference: string | null }[]): string[] => [
  ...new Set(answers.flatMap(({ reference }) => reference ?? [])),
];

declare const complete: unique symbol;
/** A figure that `figure()` found complete; nothing else makes one. */
export type Figure = FigureParts & { readonly [complete]: true };

/** A figure without title, sentence or table: a fault of the page that builds it. */
export class IncompleteFigure extends Error {
  override readonly name = 'IncompleteFigure';
  constructor(id: string, missing: string) {
    super(`The figure "${id}" has no ${missing}: a page must not show it.`);
  }
}

type NotEmpty<Text extends string> = Text extends '' ? never : Text;

/** Refuses what lacks title, sentence or table, by type where it can and when it is built. */
export function figure<const Title extends string, const Sentence extends string>(
  parts: FigureParts & { title: Title & NotEmpty<Title>; sentence: Sentence & NotEmpty<Sentence> },
): Figure {
  const { id, title, sentence, table, drawing } = parts;
  const refuse = (missing: string): never => {
    throw new IncompleteFigure(id, missing);
  };
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) refuse('id of small letters, digits and hyphens');
  if (title.trim() === '') refuse('title');
  if (sentence.trim() === '') refuse('sentence');
  if (table.caption.trim() === '' || table.headers.length === 0) refuse('table');
  if (drawing !== null && table.rows.length === 0) refuse('row in its table');
  const columns = table.headers.length - 1;
  const uneven = table.rows.find((row) => row.cells.length !== columns);
  if (uneven !== undefined) refuse(`cell under each header of its table (row "${uneven.header}")`);
  return parts as FigureParts as Figure;
}

/** One of the large numbers at the head of a page. */
export interface KeyNumber {
  label: string;
  value: string;
  hidden: boolean;
  detail: string;
  period: string;
}
