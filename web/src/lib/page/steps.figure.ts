import type { Series } from '@vigie/contract';
import type { FunnelChart } from '../chart/chart-spec.ts';
import type { Download, Figure, FigureTable, TableCell } from '../figure/figure.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount, formatPercent } from '../format/number.ts';
import { topicFigure } from '../topics/base.ts';
import { chartWords } from '../topics/charts.ts';
import type { Site } from './site.ts';

export interface Step {
  id: string;
  name: string;
  value: number | null;
  state: string;
  provisional: boolean;
  /** Set where it is more than the step before, hence no part of it. */
  apart?: boolean;
  /** The same count in France, or null. */
  reference: number | null;
}

export interface StepsInput {
  id: string;
  eyebrow: string;
  title: string;
  sentence: string;
  answers: readonly [Series, ...Series[]];
  month: string;
  steps: readonly Step[];
  unitLabel: string;
  /** Name of the territory that the ticks stand for; null for none. */
  reference: string | null;
  notes: string[];
  about?: string[];
  downloads: Download[];
}

/** Counts that each keep a part of the one before, as bars under each other and as a table. */
export function stepsFigure(site: Site, input: StepsInput): Figure {
  const { id, eyebrow, title, sentence, answers, month, notes, about, downloads } = input;
  const provisional = input.steps.some((step) => step.provisional);
  return topicFigure(site, {
    id,
    eyebrow,
    title,
    sentence,
    answers,
    chart: input.steps.every((step) => step.value === null) ? null : chartOf(site, input),
    notes: [
      ...(provisional
        ? [site.words.steps_provisional({ month: formatMonth(month, site.locale) })]
        : []),
      ...notes,
    ],
    table: tableOf(site, input),
    downloads,
    firm: provisional ? null : month,
    ...(about === undefined ? {} : { about }),
  });
}

const shareOf = (part: number | null, whole: number | null | undefined): number | null =>
  part === null || whole === null || whole === undefined || whole <= 0
    ? null
    : (100 * part) / whole;

function chartOf(site: Site, { steps, unitLabel, reference }: StepsInput): FunnelChart {
  const { words, locale, stateLabel } = site;
  const start = steps[0]?.reference;
  const shares = steps.map((step) => shareOf(step.reference, start));
  return {
    kind: 'funnel',
    locale,
    unit: 'count',
    unitLabel,
    steps: steps.map(({ id, name, value, state, provisional, apart }) => ({
      id,
      name,
      value,
      state,
      stateLabel: stateLabel(state),
      ...(provisional ? { provisional } : {}),
      ...(apart === true ? { apart } : {}),
    })),
    ...(reference === null ? {} : { reference: { name: reference, shares } }),
    words: { ...chartWords(site), ofPrevious: words.steps_of_previous({ share: '{share}' }) },
  };
}

function tableOf(
  site: Site,
  { steps, month, unitLabel, eyebrow, reference }: StepsInput,
): FigureTable {
  const { words, locale, stateLabel } = site;
  const percent = (share: number | null): TableCell =>
    share === null ? { text: '–' } : { text: formatPercent(share, locale) };
  const first = steps[0];
  return {
    caption: words.steps_caption({ what: eyebrow, month: formatMonth(month, locale) }),
    headers: [
      words.steps_step(),
      words.steps_count({ unit: unitLabel }),
      words.steps_previous(),
      words.steps_first(),
      ...(reference === null ? [] : [words.steps_reference({ name: reference })]),
    ],
    rows: steps.map((step, index) => ({
      header: step.name,
      cells: [
        step.value === null
          ? { text: stateLabel(step.state), hidden: true }
          : {
              text: formatCount(step.value, locale),
              ...(step.provisional ? { provisional: true } : {}),
            },
        percent(
          index === 0 || step.apart === true ? null : shareOf(step.value, steps[index - 1]?.value),
        ),
        percent(shareOf(step.value, first?.value)),
        ...(reference === null ? [] : [percent(shareOf(step.reference, first?.reference))]),
      ],
    })),
  };
}
