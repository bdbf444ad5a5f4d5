import type { Cell } from '@vigie/contract';
import type { Figure, KeyNumber } from '../figure/figure.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount, formatPercent } from '../format/number.ts';
import { lowered } from '../topics/base.ts';
import { cellAt, commonMonth } from './cell-at.ts';
import { downloadsOf } from './downloads.ts';
import { stepsFigure, type Step } from './steps.figure.ts';
import { answerTo, measureLabel, placeOf, recentPeriod, type Site } from './site.ts';
import type { PageTerritory } from './territory.ts';

const rates = ['activation.rate', 'usage.user_rate'] as const;

export interface Profiles {
  numbers: KeyNumber[];
  figure: Figure | null;
}

/**
 * Open, activated and used in the month: three numbers that are never to be confused, each with
 * what it is a part of, and the steps from one to the next.
 */
export async function loadProfiles(site: Site, territory: PageTerritory): Promise<Profiles> {
  const { nation, month } = site;
  const period = recentPeriod(site);
  const questions = rates.map((measure) => ({ measure, ...placeOf(territory), period }));
  const ask = (measure: string) => answerTo(site, { measure, ...placeOf(territory), period });
  const askNation = (measure: string) => answerTo(site, { measure, period });
  const [activation, usage, nationActivation, nationUsage] = await Promise.all([
    ask(rates[0]),
    ask(rates[1]),
    askNation(rates[0]),
    askNation(rates[1]),
  ]);
  const numbers = numbersOf(
    site,
    territory,
    cellAt(activation, territory.id, month),
    cellAt(usage, territory.id, month),
  );
  // Each number has its own month; the steps from one to the next need the same.
  const common = month ?? commonMonth([activation, usage], territory.id);
  const rate = cellAt(activation, territory.id, common);
  const used = cellAt(usage, territory.id, common);
  if (activation === null || usage === null || rate === undefined) {
    return { numbers, figure: null };
  }
  const reference = [
    cellAt(nationActivation, nation.id, rate.period),
    cellAt(nationUsage, nation.id, used?.period ?? rate.period),
  ];
  const steps = stepsOf(site, rate, used, reference);
  return {
    numbers,
    figure: stepsFigure(site, {
      id: 'profils',
      eyebrow: site.words.profiles_eyebrow(),
      title: titleOf(site, territory, rate, used),
      sentence: sentenceOf(site, rate, used),
      answers: [activation, usage],
      month: rate.period,
      steps,
      unitLabel: site.words.profiles_unit(),
      reference: territory.id === nation.id ? null : nation.name,
      notes: [],
      downloads: downloadsOf(
        site,
        questions.map((question, index) => ({
          label: measureLabel(site, question.measure),
          question,
          rows: [activation, usage][index]?.row_count ?? 0,
        })),
      ),
    }),
  };
}

function stepsOf(
  { words }: Site,
  rate: Cell,
  used: Cell | undefined,
  [nationRate, nationUsed]: (Cell | undefined)[],
): Step[] {
  const step = (
    id: string,
    name: string,
    cell: Cell | undefined,
    value: number | null,
    reference: number | null,
  ): Step => ({
    id,
    name,
    value,
    state: value === null ? (cell?.state ?? 'not_received') : 'ok',
    provisional: cell?.provisional ?? false,
    reference,
  });
  return [
    step('open', words.profiles_open(), rate, rate.denominator, nationRate?.denominator ?? null),
    step(
      'activated',
      words.profiles_activated(),
      rate,
      rate.numerator,
      nationRate?.numerator ?? null,
    ),
    step(
      'used',
      words.profiles_used(),
      used,
      used?.numerator ?? null,
      nationUsed?.numerator ?? null,
    ),
  ];
}

function titleOf(
  { words, locale }: Site,
  territory: PageTerritory,
  rate: Cell,
  used: Cell | undefined,
): string {
  const name = territory.name;
  const month = formatMonth(rate.period, locale);
  if (rate.value === null) return words.title_hidden({ name, month });
  const activated = formatPercent(rate.value, locale);
  const share = shareOf(used?.numerator ?? null, rate.denominator);
  const onNation = territory.kind === 'nation';
  if (share === null) {
    return onNation
      ? words.title_activation({ value: activated })
      : words.profiles_title_activated({ name, activated });
  }
  const usedShare = formatPercent(share, locale);
  return onNation
    ? words.profiles_title({ activated, used: usedShare })
    : words.profiles_title_in({ name, activated, used: usedShare });
}

function sentenceOf(
  { words, locale, stateLabel }: Site,
  rate: Cell,
  used: Cell | undefined,
): string {
  const month = formatMonth(rate.period, locale);
  const { numerator, denominator } = rate;
  if (numerator === null || denominator === null) {
    return words.sentence_hidden({ month, state: lowered(stateLabel(rate.state)) });
  }
  const start = words.profiles_sentence({
    month,
    open: formatCount(denominator, locale),
    activated: formatCount(numerator, locale),
  });
  if (used === undefined || used.numerator === null) return `${start}.`;
  const users = words.profiles_sentence_used({
    month: formatMonth(used.period, locale),
    used: formatCount(used.numerator, locale),
    share: formatPercent(used.value ?? 0, locale),
  });
  return `${words.joined({ first: start, second: users })}.`;
}

const shareOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : (100 * part) / whole;

function numbersOf(
  site: Site,
  territory: PageTerritory,
  rate: Cell | undefined,
  used: Cell | undefined,
): KeyNumber[] {
  const { words, locale } = site;
  const count = (value: number): string => formatCount(value, locale);
  const percent = (value: number | null): string => formatPercent(value ?? 0, locale);
  return [
    keyNumber(site, words.profiles_open(), rate, rate?.denominator, words.period_month_end, () =>
      words.profiles_open_detail({ population: count(territory.population) }),
    ),
    keyNumber(
      site,
      words.profiles_activated(),
      rate,
      rate?.numerator,
      words.period_month_end,
      (cell) =>
        words.profiles_activated_detail({
          share: percent(cell.value),
          open: count(cell.denominator ?? 0),
        }),
    ),
    keyNumber(site, words.profiles_used(), used, used?.numerator, words.period_in_month, (cell) =>
      words.profiles_used_detail({
        share: percent(cell.value),
        activated: count(cell.denominator ?? 0),
      }),
    ),
  ];
}

function keyNumber(
  { words, locale, stateLabel }: Site,
  label: string,
  cell: Cell | undefined,
  value: number | null | undefined,
  period: (input: { month: string }) => string,
  detail: (cell: Cell) => string,
): KeyNumber {
  if (cell === undefined) {
    return { label, value: words.key_none(), hidden: true, detail: '', period: '' };
  }
  const month = period({ month: formatMonth(cell.period, locale) });
  const dated = cell.provisional ? `${month} (${words.provisional_tag()})` : month;
  if (value === null || value === undefined) {
    return { label, value: stateLabel(cell.state), hidden: true, detail: '', period: dated };
  }
  const shown = formatCount(value, locale);
  return { label, value: shown, hidden: false, detail: detail(cell), period: dated };
}
