import type { Cell, Series } from '@vigie/contract';
import { curvesOf, lastFirmMonth } from '../figure/curves.ts';
import type { KeyNumber } from '../figure/figure.ts';
import { rateWords, type Words } from '../figure/words.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount, formatValue } from '../format/number.ts';
import type { Locale } from '../i18n/locale.ts';

export interface KeyInput {
  locale: Locale;
  words: Words;
  territory: string;
  /** Month asked for, or null for the last complete one of each measure. */
  month: string | null;
  activation: readonly Series[];
  documents: readonly Series[];
  feederShare: readonly Series[];
  stateLabel: (state: string) => string;
}

/** Open and activated profiles, documents of the month, share that fed: each with its bases. */
export function keyNumbers(input: KeyInput): KeyNumber[] {
  const { words, locale } = input;
  const rate = cellOf(input, input.activation);
  const documents = cellOf(input, input.documents);
  const share = cellOf(input, input.feederShare);
  const count = (value: number | null): string =>
    value === null ? '–' : formatCount(value, locale);
  return [
    number(input, words.key_activation(), rate, 'percent', words.period_month_end, (cell) =>
      of(cell, 'activation.rate', words, count),
    ),
    number(
      input,
      words.key_activated(),
      rate === undefined ? undefined : { ...rate, value: rate.numerator },
      'profiles',
      words.period_month_end,
      (cell) =>
        words.key_of_total({ denominator: `${count(cell.denominator)} ${words.part_open()}` }),
    ),
    number(input, words.key_documents(), documents, 'documents', words.period_in_month, () =>
      words.key_documents_detail(),
    ),
    number(input, words.key_feeder_share(), share, 'percent', words.period_in_month, (cell) =>
      of(cell, 'feeding.feeder_share', words, count),
    ),
  ];
}

function cellOf(input: KeyInput, answers: readonly Series[]): Cell | undefined {
  const curves = curvesOf(...answers.map((answer) => answer.rows));
  const month = input.month ?? lastFirmMonth(curves, input.territory);
  return month === null ? undefined : curves.get(input.territory)?.get(month);
}

function of(
  cell: Cell,
  measure: string,
  words: Words,
  count: (value: number | null) => string,
): string {
  const parts = rateWords(words, measure);
  return words.key_of({
    numerator: `${count(cell.numerator)} ${parts.numerator()}`,
    denominator: `${count(cell.denominator)} ${parts.denominator()}`,
  });
}

function number(
  input: KeyInput,
  label: string,
  cell: Cell | undefined,
  unit: string,
  period: (input: { month: string }) => string,
  detail: (cell: Cell) => string,
): KeyNumber {
  const { locale, words, stateLabel } = input;
  if (cell === undefined) {
    return { label, value: words.key_none(), hidden: true, detail: '', period: '' };
  }
  const month = period({ month: formatMonth(cell.period, locale) });
  const note = cell.provisional ? `${month} (${words.provisional_tag()})` : month;
  return cell.value === null
    ? { label, value: stateLabel(cell.state), hidden: true, detail: '', period: note }
    : {
        label,
        value: formatValue(cell.value, unit, locale),
        hidden: false,
        detail: detail(cell),
        period: note,
      };
}
