import type { Locale } from '../i18n/locale.ts';
import type { AdoptionChart } from './adoption.chart.ts';
import type { LineRole } from './theme.ts';

export type { AdoptionChart, AdoptionLine } from './adoption.chart.ts';

/**
 * What the six kinds of charts are drawn from: plain data, so that the same chart is drawn on the
 * server, in the browser and as an image. All texts come written out in the reader's language.
 */
export type ChartSpec = LineChart | StaticChart;
/** Kinds over months: drawn by ECharts, alive in the browser. */
export type LineChart = AdoptionChart | BandChart | TrendChart;
/** Kinds that need no JavaScript: drawn once, with links inside. */
export type StaticChart = BarsChart | FunnelChart | MapChart;

/** What every kind says. */
export interface ChartWords {
  /** « Données simulées », or empty where figures are real. */
  simulated: string;
  /** « Provisoire »: said beside values that may still change. */
  provisional?: string;
}
export interface LineWords extends ChartWords {
  /** Label of the band of months that may still change. */
  provisional: string;
}

/** Measure, months and language of a chart over time. */
export interface MonthsFrame {
  locale: Locale;
  /** Unit of the measure: `percent`, or what is counted. */
  unit: string;
  unitLabel: string;
  /** `2026-10`, oldest first; or days, `2026-10-31`. */
  months: string[];
  /** Index of the first month that may still change, or null. */
  provisionalFrom: number | null;
}

/** A value that should be reached, drawn as a labelled line. */
export interface Target {
  value: number;
  /** « Objectif », without the value. */
  label: string;
}

/** Median and quartiles over months; several groups become small multiples with one y-axis. */
export interface BandChart extends MonthsFrame {
  kind: 'band';
  panels: BandPanel[];
  words: LineWords & { median: string; quartiles: string };
}
export interface BandPanel {
  id: string;
  name: string;
  /** They follow the months; null where nothing is shown. Quartiles may be null where a median is not. */
  median: (number | null)[];
  firstQuartile: (number | null)[];
  thirdQuartile: (number | null)[];
  /** Why a month has no median, by its index, in words. */
  holes: Record<number, string>;
  /** One product or territory on the band, bold. */
  own?: { name: string; values: (number | null)[] };
}

/** A few named lines over months, with what happened when. */
export interface TrendChart extends MonthsFrame {
  kind: 'trend';
  lines: TrendLine[];
  marks: TrendMark[];
  target?: Target;
  words: LineWords;
}
export interface TrendLine {
  id: string;
  name: string;
  /** `second` and `third` tell further lines of equal weight apart, by dash as well as by colour. */
  role: LineRole;
  values: (number | null)[];
  holes: Record<number, string>;
}
/** A lever or a milestone on the time axis. Those outside of the months are left out. */
export interface TrendMark {
  month: string;
  label: string;
  kind: 'lever' | 'milestone';
}

/** A value as a static chart shows it: the state stands in for a value that is not there. */
export interface Marked {
  value: number | null;
  /** Id of a state of a cell, `ok` where there is a value. */
  state: string;
  /** The state in words, for the legend and instead of the value. */
  stateLabel: string;
  provisional?: boolean;
}

/** Horizontal bars in the order given (sort with `ranked`), own entity bold. */
export interface BarsChart {
  kind: 'bars';
  locale: Locale;
  unit: string;
  unitLabel: string;
  rows: BarsRow[];
  /** A line across all bars: the nation, say. */
  reference?: Target;
  target?: Target;
  words: ChartWords;
}
export interface BarsRow extends Marked {
  id: string;
  name: string;
  role?: 'own' | 'nation' | 'other';
  href?: string;
  /** Small text after the value: « 12 sur 40 ». */
  detail?: string;
}

/** Steps that each keep a part of the one before. */
export interface FunnelChart {
  kind: 'funnel';
  locale: Locale;
  unit: string;
  unitLabel: string;
  steps: FunnelStep[];
  /** Another territory's share of the first step, in percent, by step: ticks on the bars. */
  reference?: { name: string; shares: (number | null)[] };
  words: ChartWords & {
    /** « {share} de l’étape précédente »: `{share}` is filled in. */
    ofPrevious: string;
  };
}
export interface FunnelStep extends Marked {
  id: string;
  name: string;
  href?: string;
  /** Set where a step is not a part of the one before: no share is computed. */
  apart?: boolean;
}

/** France by department: value classes, states as patterns, overseas as tiles with their names. */
export interface MapChart {
  kind: 'map';
  locale: Locale;
  unit: string;
  unitLabel: string;
  /** `DEP-01` to `DEP-976`; a department that is not listed is drawn as not in question. */
  areas: MapArea[];
  words: ChartWords & {
    /** What the classes are of: measure and month. */
    legend: string;
    provisional: string;
    /** « Paris et petite couronne », over the magnified part. */
    inset: string;
  };
}
export interface MapArea extends Marked {
  id: string;
  name: string;
  href?: string;
  /** Outlined: the department or the region looked at. */
  own?: boolean;
}

/** A chart drawn on the server for a wide and for a narrow page. */
export interface Drawing {
  spec: ChartSpec;
  wide: string;
  narrow: string;
  /** One sentence for readers who cannot see it. */
  label: string;
}

export const isLineChart = (spec: ChartSpec): spec is LineChart =>
  spec.kind === 'adoption' || spec.kind === 'band' || spec.kind === 'trend';
