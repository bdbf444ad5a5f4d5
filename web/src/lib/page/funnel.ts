import type { Cell, Series } from '@vigie/contract';
import type { SeriesQuestion } from '../api/question.ts';
import type { Figure } from '../figure/figure.ts';
import { formatMonth } from '../format/date.ts';
import { formatCount, formatPercent } from '../format/number.ts';
import { lowered, textOf } from '../topics/base.ts';
import { commonMonth } from './cell-at.ts';
import { downloadsOf } from './downloads.ts';
import { stepsFigure, type Step } from './steps.figure.ts';
import { answersTo, placeOf, recentPeriod, type Site } from './site.ts';
import type { PageTerritory } from './territory.ts';

/** From ordering a Ségur release to sending documents with it. */
export const funnelMeasures = [
  'equipment.ordered',
  'equipment.installed',
  'identity.qualifiers',
  'feeding.feeders',
] as const;

/**
 * How many ordered, installed, qualified and sent, in a territory and, where it is published, in
 * one sector of it; null until every step is published.
 */
export async function loadFunnel(
  site: Site,
  territory: PageTerritory,
  sector: { id: string; name: string } | null,
): Promise<Figure | null> {
  const period = recentPeriod(site);
  const narrowed = sector === null ? {} : { sector: sector.id };
  const own = funnelMeasures.map((measure): SeriesQuestion => ({
    measure,
    ...placeOf(territory),
    ...narrowed,
    period,
  }));
  const nation = funnelMeasures.map((measure): SeriesQuestion => ({
    measure,
    ...narrowed,
    period,
  }));
  const [answers, references] = await Promise.all([answersTo(site, own), answersTo(site, nation)]);
  const [first, ...others] = answers ?? [];
  if (first === undefined || answers === null) return null;
  const month = site.month ?? commonMonth(answers, territory.id);
  if (month === null) return null;
  const cells = answers.map((answer) => cellOf(answer, territory.id, month));
  const steps = stepsOf(site, cells, references, month);
  const { words } = site;
  const names = { name: territory.name, sector: sector?.name ?? '' };
  return stepsFigure(site, {
    id: 'entonnoir',
    eyebrow: sector === null ? words.funnel_eyebrow() : words.funnel_eyebrow_sector(names),
    title: titleOf(site, territory, steps, month),
    sentence: sentenceOf(site, steps, month),
    answers: [first, ...others],
    month,
    steps,
    unitLabel: words.funnel_unit(),
    reference: territory.kind === 'nation' ? null : site.nation.name,
    notes: [
      words.funnel_note_steps(),
      ...(steps.some(({ apart }) => apart) ? [words.funnel_note_apart()] : []),
      ...(sector === null && territory.kind !== 'nation'
        ? [
            territory.kind === 'department'
              ? words.funnel_note_department()
              : words.funnel_note_sectors(),
          ]
        : []),
    ],
    downloads: downloadsOf(
      site,
      answers.map((answer, index) => ({
        label: textOf(answer.measure.label, site.locale),
        question: own[index] ?? { measure: answer.measure.id },
        rows: answer.row_count,
      })),
    ),
  });
}

const cellOf = (answer: Series, territory: string, month: string): Cell | undefined =>
  answer.rows.find((cell) => cell.territory === territory && cell.period === month);

function stepsOf(
  { words, nation }: Site,
  cells: readonly (Cell | undefined)[],
  references: readonly Series[] | null,
  month: string,
): Step[] {
  const names = [
    words.funnel_ordered(),
    words.funnel_installed(),
    words.funnel_qualified(),
    words.funnel_sent(),
  ];
  return funnelMeasures.map((id, index) => {
    const cell = cells[index];
    const before = cells[index - 1]?.value ?? null;
    const apart = before !== null && (cell?.value ?? 0) > before;
    const reference = references?.[index];
    return {
      id,
      name: names[index] ?? id,
      value: cell?.value ?? null,
      state: cell?.state ?? 'not_received',
      provisional: cell?.provisional ?? false,
      ...(apart ? { apart } : {}),
      reference:
        reference === undefined ? null : (cellOf(reference, nation.id, month)?.value ?? null),
    };
  });
}

function titleOf(
  site: Site,
  { name }: PageTerritory,
  steps: readonly Step[],
  month: string,
): string {
  const { words, locale } = site;
  const [first, last] = [steps[0]?.value ?? null, steps.at(-1)?.value ?? null];
  if (first === null || last === null || first === 0) {
    return words.funnel_title_hidden({ name, month: formatMonth(month, locale) });
  }
  return words.funnel_title({ name, count: formatCount((100 * last) / first, locale) });
}

function sentenceOf(
  { words, locale, stateLabel }: Site,
  steps: readonly Step[],
  month: string,
): string {
  const said = steps.map((step) =>
    step.value === null
      ? words.funnel_step_hidden({
          step: lowered(step.name),
          state: lowered(stateLabel(step.state)),
        })
      : words.funnel_step({ step: lowered(step.name), count: formatCount(step.value, locale) }),
  );
  const start = words.funnel_sentence({
    month: formatMonth(month, locale),
    steps: said.join(', '),
  });
  const loss = largestLoss(steps);
  if (loss === null) return `${start}.`;
  const end = words.funnel_loss({
    from: lowered(loss.from),
    to: lowered(loss.to),
    share: formatPercent(loss.kept, locale),
  });
  return `${words.joined({ first: start, second: end })}.`;
}

/** The step that keeps the least of the one before it. */
function largestLoss(steps: readonly Step[]): { from: string; to: string; kept: number } | null {
  let least: { from: string; to: string; kept: number } | null = null;
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1];
    if (before === undefined || step.value === null || !before.value || step.apart === true)
      continue;
    const kept = (100 * step.value) / before.value;
    if (least === null || kept < least.kept) least = { from: before.name, to: step.name, kept };
  }
  // A tenth of a percent lost reads as nothing lost.
  return least !== null && least.kept < 99.95 ? least : null;
}
