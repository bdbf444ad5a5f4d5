import { changeSince } from '../figure/curves.ts';
import type { Figure } from '../figure/figure.ts';
import { formatMonth } from '../format/date.ts';
import { formatChange, formatCount, formatPercent, formatRough } from '../format/number.ts';
import { listOf, plainCell, tableCell, topicFigure, yearBefore } from '../topics/base.ts';
import { trendChart } from '../topics/charts.ts';
import { hiddenTitle, notesOf, ready, type GenerationsInput } from './generations.ts';

/** Installed base by generation of release. */
export function installedFigure(input: GenerationsInput): Figure {
  const { base, answer, downloads, chosen } = input;
  const { words, locale } = base;
  const all = ready(input);
  const { month, present, cellOf } = all;
  const label = words.vendors_installed_eyebrow();
  const counts = present.map(({ id, label: name }) => ({
    id,
    name,
    value: month === null ? null : (cellOf(id, month)?.value ?? null),
  }));
  const top =
    counts.find(({ id }) => id === chosen) ??
    counts.reduce<(typeof counts)[number] | undefined>(
      (best, each) => ((each.value ?? -1) > (best?.value ?? -1) ? each : best),
      undefined,
    );
  const since = month === null ? '' : yearBefore(month);
  const total = input.total?.rows.find(({ period }) => period === month)?.value ?? null;
  const changeOf = (id: string): string | null => {
    const ratio = month === null ? null : (changeSince(all.lines, id, month, 12)?.ratio ?? null);
    return ratio === null ? null : formatChange(ratio, locale);
  };
  const change = top === undefined ? null : changeOf(top.id);
  const list = counts
    .filter((each) => each.value !== null)
    .map(({ name, value }) =>
      words.irritants_with_count({ name, count: formatCount(value ?? 0, locale) }),
    );
  const known = month !== null && top !== undefined && top.value !== null;
  const sentence = known
    ? [
        words.vendors_installed_sentence({
          month: formatMonth(month, locale),
          list: listOf(list, locale),
        }),
        ...(change === null
          ? []
          : [
              words.vendors_installed_change({
                name: top.name,
                change,
                since: formatMonth(since, locale),
              }),
            ]),
      ].reduce((first, second) => words.joined({ first, second })) + '.'
    : words.irritants_nothing_sentence();
  return topicFigure(base, {
    id: 'parc',
    eyebrow: label,
    title: known
      ? chosen === null
        ? words.vendors_installed_title({
            name: top.name,
            value: formatRough(top.value ?? 0, locale),
          })
        : words.irritants_curve_title({
            measure: top.name,
            value: formatRough(top.value ?? 0, locale),
            month: formatMonth(month, locale),
          })
      : month === null
        ? words.irritants_nothing_title({ measure: label })
        : hiddenTitle(input, label, month),
    sentence,
    answers: [answer],
    chart: all.months.length === 0 ? null : trendChart(base, { measure: answer.measure, ...all }),
    notes: notesOf(input, all),
    table: {
      caption: words.vendors_installed_caption({
        month: month === null ? '' : formatMonth(month, locale),
      }),
      headers: [
        words.vendors_column_generation(),
        words.vendors_column_installed(),
        words.vendors_column_share(),
        words.vendors_column_change({
          since: since === '' ? '' : formatMonth(since, locale, 'short'),
        }),
      ],
      rows:
        month === null
          ? []
          : counts.map(({ id, name, value }) => ({
              header: name,
              ...(id === chosen ? { own: true } : {}),
              cells: [
                tableCell(base, cellOf(id, month), answer.measure.unit.id),
                plainCell(
                  total === null || total === 0 || value === null
                    ? null
                    : formatPercent((100 * value) / total, locale),
                ),
                plainCell(changeOf(id)),
              ],
            })),
    },
    downloads,
    firm: all.firm,
  });
}
