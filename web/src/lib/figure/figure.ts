import type { AdoptionChart } from '../chart/adoption.chart.ts';

/** A cell of a table as it is read; `hidden` where words stand in for a value. */
export interface TableCell {
  text: string;
  hidden?: boolean;
  provisional?: boolean;
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
  headers: string[];
  rows: TableRow[];
}

export interface Download {
  label: string;
  href: string;
  fileName: string;
}

/** All that a figure shows: without title, sentence and table there is none. */
export interface Figure {
  id: string;
  title: string;
  sentence: string;
  measure: { id: string; version: number; label: string; definition: string };
  simulated: boolean;
  /** Absent where no month has a cell yet. */
  drawing: { chart: AdoptionChart; wide: string; narrow: string; label: string } | null;
  notes: string[];
  table: FigureTable;
  downloads: Download[];
  /** Last day of the last complete month, written out, or null before the first. */
  through: string | null;
  /** When the vintage was published, written out. */
  updated: string;
  citation: string;
}

/** One of the large numbers at the head of a page. */
export interface KeyNumber {
  label: string;
  value: string;
  hidden: boolean;
  detail: string;
  period: string;
}
