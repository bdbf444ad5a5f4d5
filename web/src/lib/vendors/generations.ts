import type { Cell, Series } from '@vigie/contract';
import type { TrendLine } from '../chart/chart-spec.ts';
import type { Choice } from '../filters/nearest.ts';
import type { Curves } from '../figure/curves.ts';
import type { Download } from '../figure/figure.ts';
import { gapNotes } from '../figure/gap-notes.ts';
import { formatMonth } from '../format/date.ts';
import { monthsOf, provisionalNotes, type TopicBase } from '../topics/base.ts';
import { cellsBy, holesOf, lastFirmOf } from '../topics/cells.ts';

export interface GenerationsInput {
  base: TopicBase;
  answer: Series;
  /** All generations together, where published: what shares are of. */
  total: Series | null;
  /** Generations from the oldest to the newest. */
  generations: readonly Choice[];
  /** Generation put forward, or null. */
  chosen: string | null;
  /** Whether a sector was chosen, which these figures do not follow. */
  sectorChosen: boolean;
  downloads: Download[];
}

/** What both figures are made from: the generations that have cells, and the month looked at. */
export interface Ready {
  lines: Curves;
  months: string[];
  firm: string | null;
  month: string | null;
  present: Choice[];
  named: { id: string; name: string; role: TrendLine['role'] }[];
  cellOf: (generation: string, month: string) => Cell | undefined;
}

export function ready({ base, answer, generations, chosen }: GenerationsInput): Ready {
  const lines = cellsBy(answer.rows, 'generation');
  const months = monthsOf(lines, base.edition);
  const firm = lastFirmOf(lines);
  const present = generations.filter(({ id }) => lines.has(id));
  // A line without a single published month would be a label without a curve.
  const drawn = present.filter(({ id }) =>
    [...(lines.get(id)?.values() ?? [])].some(({ value }) => value !== null),
  );
  return {
    lines,
    months,
    firm,
    month: base.month ?? firm ?? months.at(-1) ?? null,
    present,
    named: drawn.map(({ id, label }, index) => ({
      id,
      name: label,
      role: roleOf(id, index, drawn.length, chosen),
    })),
    cellOf: (generation, month) => lines.get(generation)?.get(month),
  };
}

/** The chosen generation is bold among grey; without one, the newest three are told apart. */
function roleOf(id: string, index: number, count: number, chosen: string | null) {
  if (chosen !== null) return id === chosen ? 'own' : 'other';
  return (['own', 'second', 'third'] as const)[count - 1 - index] ?? 'other';
}

export function notesOf(input: GenerationsInput, { months, firm, lines, named }: Ready): string[] {
  const { base, sectorChosen } = input;
  const absent = base.words.state_absent();
  const holes = named.map(({ id, name }) => ({
    name,
    holes: holesOf(lines.get(id), months, base.stateLabel, absent),
  }));
  return [
    ...(sectorChosen ? [base.words.vendors_note_all_sectors()] : []),
    ...provisionalNotes(base, months, firm),
    ...gapNotes(holes, base.words),
  ];
}

export const hiddenTitle = (input: GenerationsInput, label: string, month: string): string =>
  input.base.words.irritants_curve_title_hidden({
    measure: label,
    month: formatMonth(month, input.base.locale),
  });
